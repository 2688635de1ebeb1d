"""Check the default forecasting model against what it must reach on the VIEWS protocol, 2018 to 2023.

Usage: python tools/check_outlook.py COUNTRY_MONTHS
"""

from __future__ import annotations

import sys
from pathlib import Path

from contested.flow.outlooks import BacktestPlan, backtest
from contested.outlook.summary import Means, means, periods

LIMITS = {  # (period, measure): least, most
    ("2018-2023", "conflictology12", "crps"): (49.26, 49.86),
    ("2018-2023", "conflictology12", "ign"): (0.709, 0.729),
    ("2018-2023", "blend", "ign"): (0.0, 0.58),
    ("2018-2023", "blend", "log_crps"): (0.0, 0.157),
    ("2018-2023", "blend", "crps"): (0.0, 49.0),
    ("2018-2023", "blend", "active"): (0.88, 0.97),
    ("2022-2023", "blend", "ign"): (0.0, 0.62),
    ("2022-2023", "blend", "log_crps"): (0.0, 0.172),
}


def main() -> int:
    """Print what was reached and return 1 where a limit is missed."""
    plan = BacktestPlan((Path(sys.argv[1]),), ("conflictology12", "blend"), tuple(range(2018, 2024)))
    results = backtest(plan)
    rows: dict[tuple[str, str], Means] = {
        (period.label, track.model): means(track, results.outcomes, period)
        for period in periods(results.outcomes.windows)
        for track in results.tracks
    }
    failed = 0
    for (period, model, measure), (least, most) in LIMITS.items():
        value = getattr(rows[period, model], measure)
        held = least <= value <= most
        failed += not held
        print(f"   {'ok  ' if held else 'MISS'} {period} {model} {measure}: {value:.4f}, asked {least} to {most}")
    late = rows["2022-2023", "blend"].crps, rows["2022-2023", "conflictology12"].crps
    print(f"   {'ok  ' if late[0] <= late[1] else 'MISS'} 2022-2023 blend crps: {late[0]:.2f}, at most {late[1]:.2f}")
    return int(failed > 0 or late[0] > late[1])


if __name__ == "__main__":
    sys.exit(main())
