"""The Spanish table: what each word means to the grammar."""

from tasklark.language.phrases_es import PHRASES
from tasklark.language.vocabulary import Meaning, Vocabulary
from tasklark.language.zones import CITIES

_WEEKDAYS = ("lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo")
_MONTHS = (
    "enero ene",
    "febrero feb",
    "marzo",
    "abril abr",
    "mayo",
    "junio jun",
    "julio jul",
    "agosto ago",
    "septiembre setiembre sep sept",
    "octubre oct",
    "noviembre nov",
    "diciembre dic",
)
_NUMBERS = [
    "cero",
    "uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciseis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
    "veintiuno",
    "veintidos",
    "veintitres",
    "veinticuatro",
    "veinticinco",
    "veintiseis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
    "treinta",
]
_ORDINALS = {
    "primer": 1,
    "primero": 1,
    "primera": 1,
    "segundo": 2,
    "segunda": 2,
    "tercer": 3,
    "tercero": 3,
    "tercera": 3,
    "cuarta": 4,
    "quinto": 5,
    "quinta": 5,
}
_KINDS = {
    "every": "cada",
    "other": "otro",
    "in": "en dentro",
    "for": "por",
    "of": "de del",
    "the": "el la los las lo",
    "a": "un una",
    "and": "y e",
    "to": "a",
    "until": "hasta",
    "from": "desde",
    "starting": "empezando comenzando",
    "before": "antes anterior",
    "after": "despues tras",
    "this": "este esta",
    "half": "media medio",
    "about": "sobre aproximadamente",
    "now": "ahora ya",
    "times": "veces",
    "except": "excepto salvo menos",
    "holidays": "festivos",
    "none": "ninguno ninguna nunca",
    "remind": "avisame recuerdame avisa recuerda",
    "more": "mas",
    "some": "quizas",
}


_SINGLE: dict[str, Meaning] = {
    "dia": ("unit", "day"),
    "dias": ("unit", "day"),
    "semana": ("unit", "week"),
    "semanas": ("unit", "week"),
    "mes": ("unit", "month"),
    "meses": ("unit", "month"),
    "trimestre": ("unit", "quarter"),
    "año": ("unit", "year"),
    "años": ("unit", "year"),
    "quincena": ("unit", "fortnight"),
    "hora": ("hour", "hour"),
    "horas": ("hour", "hour"),
    "minuto": ("hour", "minute"),
    "minutos": ("hour", "minute"),
    "min": ("hour", "minute"),
    "hoy": ("relday", 0),
    "mañana": ("relday", 1),
    "ayer": ("relday", -1),
    "anteayer": ("relday", -2),
    "anoche": ("relday", -1),
    "mediodia": ("part", "noon"),
    "medianoche": ("part", "midnight"),
    "noche": ("part", "night"),
    "mañanas": ("parts", "morning"),
    "tardes": ("parts", "afternoon"),
    "noches": ("parts", "night"),
    "diario": ("often", ("DAILY", 1)),
    "diariamente": ("often", ("DAILY", 1)),
    "semanal": ("often", ("WEEKLY", 1)),
    "semanalmente": ("often", ("WEEKLY", 1)),
    "quincenal": ("often", ("WEEKLY", 2)),
    "mensual": ("often", ("MONTHLY", 1)),
    "mensualmente": ("often", ("MONTHLY", 1)),
    "trimestral": ("often", ("MONTHLY", 3)),
    "anual": ("often", ("YEARLY", 1)),
    "anualmente": ("often", ("YEARLY", 1)),
    "navidad": ("holiday", "christmas"),
    "nochebuena": ("holiday", "christmas eve"),
    "nochevieja": ("holiday", "new year's eve"),
    "laborable": ("workday", 1),
    "laborables": ("workday", 2),
    "cuarto": ("quarter", None),
    "al": ("a", None),
}


def _words() -> dict[str, Meaning]:
    words: dict[str, Meaning] = {}
    for kind, listed in _KINDS.items():
        words.update(dict.fromkeys(listed.split(), (kind, None)))
    for index, name in enumerate(_WEEKDAYS):
        words[name] = ("weekday", index)
        if not name.endswith("s"):
            words[name + "s"] = ("weekdays", index)
    for index, listed in enumerate(_MONTHS, 1):
        words.update(dict.fromkeys(listed.split(), ("month", index)))
    words.update({word: ("number", value) for value, word in enumerate(_NUMBERS)})
    words |= {"cuarenta": ("number", 40), "cincuenta": ("number", 50)}
    words.update({word: ("ordinal", value) for word, value in _ORDINALS.items()})
    words |= dict.fromkeys(("ultimo", "ultima", "pasado", "pasada"), ("last", None))
    words |= dict.fromkeys(("proximo", "proxima", "siguiente"), ("next", None))
    words |= _SINGLE
    words.update({word: ("zone", zone) for word, zone in CITIES.items() if " " not in word})
    return words


def _phrases() -> dict[str, Meaning]:
    phrases = dict(PHRASES)
    for index, name in enumerate(_WEEKDAYS):
        phrases[f"el {name}"] = ("weekday", index)
        for lead in ("proximo", "el proximo"):
            # “el próximo martes” is the coming one, unlike “next Tuesday”.
            phrases[f"{lead} {name}"] = ("weekday", index)
        phrases[f"{name} que viene"] = ("weekday", index)
        plural = name if name.endswith("s") else f"{name}s"
        phrases[f"los {plural}"] = ("weekdays", index)
        phrases[f"todos los {plural}"] = ("weekdays", index)
    phrases.update({word: ("zone", zone) for word, zone in CITIES.items() if " " in word})
    return phrases


VOCABULARY = Vocabulary(
    code="es",
    words=_words(),
    phrases=_phrases(),
    after_number={
        "h": ("hour", "hour"),
        "m": ("hour", "minute"),
        "am": ("ampm", "a"),
        "pm": ("ampm", "p"),
    },
    doubtful={},
    typos={"manana": "mañana", "ano": "año", "anos": "años", "pasado manana": "pasado mañana"},
    guessed=(),
    innocent=frozenset(),
    markers=frozenset(
        [
            "el",
            "la",
            "los",
            "las",
            "de",
            "que",
            "y",
            "a",
            "en",
            "un",
            "una",
            "por",
            "para",
            "con",
            "mi",
        ]
    ),
    accents=True,
)
