from __future__ import annotations

import pytest

from contested.ingest.languages import detect
from contested.model.reports import ReadState

from .builders import PROSE, one

OTHERS = {
    "fr": "Le ministère de la Défense a déclaré mardi que ses soldats avaient bombardé deux villages près de la"
    " frontière. Le gouvernement voisin a démenti cette version et affirmé que personne n'avait été blessé.",
    "de": "Das Verteidigungsministerium erklärte am Dienstag, seine Soldaten hätten zwei Dörfer nahe der Grenze"
    " beschossen. Die Regierung des Nachbarlandes wies die Darstellung zurück; niemand sei verletzt worden.",
    "es": "El ministerio de Defensa dijo el martes que sus soldados habían bombardeado dos aldeas cerca de la"
    " frontera. El gobierno vecino negó esa versión y afirmó que nadie había resultado herido en el ataque.",
    "tr": "Savunma bakanlığı salı günü yaptığı açıklamada askerlerinin sınır yakınındaki iki köyü topa tuttuğunu"
    " söyledi. Komşu ülkenin hükümeti bu iddiayı yalanladı ve kimsenin yaralanmadığını bildirdi.",
    "az": "Müdafiə nazirliyi çərşənbə axşamı bildirdi ki, onun əsgərləri sərhəd yaxınlığındakı iki kəndi atəşə"
    " tutub. Qonşu ölkənin hökuməti bu məlumatı təkzib etdi və heç kimin yaralanmadığını dedi.",
    "id": "Kementerian pertahanan mengatakan pada hari Selasa bahwa tentaranya telah menembaki dua desa di dekat"
    " perbatasan. Pemerintah negara tetangga membantah laporan itu dan mengatakan tidak ada yang terluka.",
    "so": "Wasaaradda gaashaandhigga ayaa sheegtay maalintii Talaadada in ciidamadeedu ay duqeeyeen laba tuulo oo"
    " ku dhow xuduudda. Dowladda dalka deriska ah ayaa beenisay warkaas waxayna sheegtay inaan cidna ku dhaawacmin.",
    "sw": "Wizara ya ulinzi ilisema siku ya Jumanne kwamba wanajeshi wake walishambulia vijiji viwili karibu na"
    " mpaka. Serikali ya nchi jirani ilikanusha taarifa hiyo na kusema kwamba hakuna aliyejeruhiwa.",
    "nl": "Het ministerie van Defensie zei dinsdag dat zijn soldaten twee dorpen bij de grens hadden beschoten."
    " De regering van het buurland ontkende dat en zei dat er niemand gewond was geraakt bij de aanval.",
    "ru": "Министерство обороны заявило во вторник, что его солдаты обстреляли две деревни у границы. Правительство"
    " соседней страны опровергло эти сведения и сообщило, что никто не пострадал.",
    "uk": "Міністерство оборони заявило у вівторок, що його солдати обстріляли два села поблизу кордону. Уряд"
    " сусідньої країни спростував ці відомості та повідомив, що ніхто не постраждав.",
    "ar": "قالت وزارة الدفاع يوم الثلاثاء إن جنودها قصفوا قريتين بالقرب من الحدود. ونفت حكومة البلد المجاور هذه"
    " الرواية وقالت إن أحدا لم يصب في الهجوم الذي وقع مساء الاثنين على القرى الحدودية.",
    "hy": "Պաշտպանության նախարարությունը երեքշաբթի օրը հայտարարեց, որ իր զինվորները հրետակոծել են սահմանին մոտ"
    " գտնվող երկու գյուղ։ Հարևան երկրի կառավարությունը հերքեց այդ տեղեկությունը։",
    "zh": "国防部星期二表示,其士兵炮击了边境附近的两个村庄。邻国政府否认了这一说法,并称没有人受伤。" * 3,
}


@pytest.mark.parametrize("code", sorted(OTHERS))
def test_other_languages_are_received_and_not_read(code: str) -> None:
    report = one("a.txt", OTHERS[code].encode())
    assert report.language != "en"
    assert report.state is ReadState.NOT_READ
    assert any("received, not read" in warning for warning in report.warnings)
    assert report.text == OTHERS[code]


def test_english_is_english_also_with_many_foreign_names() -> None:
    names = "Sargsyan, Gegham Tovmasyan and Əliyev of Şuşa met Nguyễn Văn Thành in Đà Nẵng on Tuesday. "
    assert detect(PROSE) == "en"
    assert detect(names + PROSE[:110]) == "en"


@pytest.mark.parametrize("text", ["Shelling reported near Sarkand.", "Truce holds.", "Three soldiers dead, army says"])
def test_short_english_is_not_taken_for_another_language(text: str) -> None:
    assert detect(text) == "en"


def test_a_text_without_letters_has_no_language() -> None:
    assert detect("12 34 -- 56") == "und"
