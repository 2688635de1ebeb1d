-- Schema 2. A report may be coded anew: its row and all rows of its reading are then added with the next revision.
ALTER TABLE reports ADD COLUMN revision INTEGER DEFAULT 0;
-- What analysts mean by "the claims": those of each report's latest revision.
CREATE VIEW latest_claims AS
    SELECT claims.* FROM claims
    JOIN (SELECT report_id, max(revision) AS revision FROM readings GROUP BY report_id) AS newest
    USING (report_id, revision);
