"""Spanish commands: the common ones, and small talk."""

from tasklark.language.verbs import Verbs

NOUN = r"(?:recordatorios?|tareas?|avisos?|alarmas?|eventos?|cosas?|pendientes?|notas?)"
LIST = r"(?:(?:mi|la|el|mis|las)\s+)?lista(?:\s+de(?:\s+la)?\s+(?P<list>[\w-]+))?"

VERBS = Verbs(
    code="es",
    polite=(
        r"(?:hola|oye|oiga|vale|bueno|tasklark|ok)[,!.\s]+(?=\S)",
        r"(?:por favor|porfa|ahora|también|y|luego|entonces),?\s+(?=\S)",
        r"(?:puedes|podrías|puede|podría|me puedes|quiero que|necesito que)\s+(?=\S)",
    ),
    closing=(r"[\s,]+(?:por favor|porfa|gracias|ya)[\s.!?]*$", r"[\s.!?¿¡,;]+$"),
    templates=(
        (
            "undo",
            r"(?:deshaz(?:lo)?|deshacer|revierte|vuelve atrás|anula(?:lo)?|"
            r"ponlo como estaba)\b.*$",
        ),
        ("redo", r"rehaz(?:lo)?|rehacer"),
        (
            "undo",
            r"(?:no,?\s+)?(?:déjal[oa]|ponl[oa]|vuelve a ponerl[oa])\s+como\s+(?:estaba|antes)$",
        ),
        (
            "snooze",
            (
                r"(?:pospón|posponlo|pospon|posponer|aplaza(?:lo)?|recuérdamelo "
                r"(?:otra vez|de nuevo|luego))\b(?P<body>(?:\s+(?:lo|la|el "
                r"recordatorio|la alarma|eso))?\s*(?:\d+|diez|cinco|quince|media|una|"
                r"un|hasta|para|en|dentro|mañana).*)?$"
            ),
        ),
        ("history", r"¿?(?:qué|que)\s+(?:hice|he hecho|terminé|completé|acabé)\b(?P<body>.*)$"),
        (
            "preferences",
            r"(?:ahora\s+)?(?:estoy|estaré|estare)\s+en\s+(?-i:[A-ZÁÉÍÓÚ])\w+.*$",
        ),
        (
            "untag",
            r"(?:quita|elimina|borra)\s+(?:la\s+)?(?:etiqueta\s+)?(?P<new>#[\w-]+)\s+(?:de|"
            r"a)\s+(?P<body>.+)$",
        ),
        (
            "clear",
            r"(?:quita|borra|elimina)\s+(?:la|el)\s+(?P<new>fecha|hora|prioridad|"
            r"repetición)\s+(?:de|del|a)\s+"
            r"(?P<body>.+)$",
        ),
        (
            "note",
            r"(?:añade|anade|pon)\s+(?:una\s+)?nota\s+(?:a|"
            r"en)\s+(?P<body>.+?)\s*[:\-,]\s*(?P<new>.+)$",
        ),
        ("stop", r"(?:deja|para)\s+de\s+repetir\s+(?P<body>.+)$"),
        ("reopen", r"(?:reabre|vuelve a abrir)\s+(?P<body>.+)$"),
        (
            "complete",
            (
                r"(?:marca|pon)\s+(?P<body>.+?)\s+como\s+(?:hech[oa]s?|terminad[oa]s?|"
                r"completad[oa]s?)$"
            ),
        ),
        ("complete", r"(?:completa|termina|tacha|finaliza)\s+(?P<body>.+)$"),
        (
            "complete",
            r"(?:ya\s+)?(?:hice|he hecho|terminé|he terminado|acabé|he acabado)\s+(?P<body>.+)$",
        ),
        (
            "tag",
            r"(?:etiqueta)\s+(?P<body>.+?)\s+(?:con|"
            r"como)\s+(?:la etiqueta\s+)?(?P<new>#?[\w-]+)$",
        ),
        ("skip", r"(?:salta|omite|sáltate)\s+(?P<body>.+)$"),
        ("pause", r"(?:pausa|suspende)\s+(?P<body>.+)$"),
        ("unpause", r"(?:reanuda|continúa)\s+(?P<body>.+)$"),
        (
            "rename",
            (
                r"(?:renombra|cambia el (?:nombre|título) de)\s+(?P<body>.+?)\s+(?:a|"
                r"por)\s+(?P<new>.+)$"
            ),
        ),
        (
            "priority",
            (
                r"(?:pon|marca|cambia)\s+(?:la\s+)?(?:prioridad\s+(?:de|"
                r"a)\s+)?(?P<body>.+?)\s+(?:a|en|con|"
                r"como)?\s*(?:prioridad\s+)?(?P<new>alta|media|baja|"
                r"urgente)(?:\s+prioridad)?$"
            ),
        ),
        (
            "priority",
            r"(?:pon|ponle|dale)\s+(?:la\s+)?prioridad\s+(?P<new>alta|media|baja)\s+a(?:l)?\s+"
            r"(?P<body>.+)$",
        ),
        (
            "remind",
            r"(?:recuérdame|recuerdame|avísame|avisame)\s+(?:de\s+|del\s+)?"
            r"(?P<body>(?:el|la|lo|#\d+)\b(?!.*\b(?:hoy|mañana|cada|próximo|el (?:lunes|martes|"
            r"miércoles|"
            r"jueves|viernes|sábado|domingo))\b).+?|#\d+)\s+(?P<new>(?:(?:\d+|una?|media|dos|"
            r"tres|diez|quince)\s+"
            r"(?:minutos?|horas?|días?|semanas?)|el día)\s+antes(?:\s+a las? [\w:]+)?)$",
        ),
        (
            "update",
            (
                r"(?:mueve|pasa|cambia|reprograma|aplaza|adelanta|retrasa|pospón|"
                r"pospon)\s+(?P<body>.+)$"
            ),
        ),
        ("delete", r"(?:borra|elimina|quita|cancela|suprime)\s+(?P<body>.+)$"),
        (
            "add",
            (
                r"(?:recuérdame|recuerdame|avísame|avisame|recordarme|"
                r"acuérdame)\b\s*(?:que\s+|de\s+)?(?P<body>.*)$"
            ),
        ),
        (
            "add",
            (
                r"(?:añade|anade|agrega|apunta|anota|pon|ponme|mete|"
                r"incluye)\s+(?P<body>.+?)\s+(?:a|en)\s+(?P<tail>"
            )
            + LIST
            + r")$",
        ),
        (
            "add",
            (
                rf"(?:crea|pon|ponme|haz|programa)\s+(?:un|una|otro|"
                rf"otra)\s+(?P<body>(?:nuev[oa]\s+)?{NOUN}\b.*)$"
            ),
        ),
        (
            "add",
            (
                r"(?:añade|anade|agrega|apunta|anota|nueva tarea|tarea|no olvides|no "
                r"me dejes olvidar|tengo que|hay que)\s*:?\s*(?P<body>.+)$"
            ),
        ),
        ("search", r"(?:busca|encuentra|dónde está|donde esta)\s+(?P<body>.+)$"),
        (
            "list",
            (
                r"¿?\s*(?:qué|que|cuáles|cuales|cuántas|cuantas|muéstrame|muestra|"
                r"enséñame|lista|dime|cuándo|cuando|ver|hay|tengo)\b(?P<body>.*)$"
            ),
        ),
        (
            "list",
            (
                r"(?:mis|las)\s+(?:tareas|pendientes|recordatorios)\b.*$|(?:agenda|hoy|"
                r"mañana|vencidas)$"
            ),
        ),
    ),
    chatter=(
        ("thanks", r"(?:muchas |mil )?gracias\b.*$"),
        ("hello", r"(?:hola|buenos días|buenas(?: tardes| noches)?|qué tal|cómo estás)[!. ?¿]*$"),
        ("bye", r"(?:adiós|adios|hasta (?:luego|mañana|pronto)|chao)[!. ]*$"),
        ("yes", r"(?:sí|si|vale|claro|de acuerdo|correcto|exacto|ok)[!. ]*$"),
        ("no", r"(?:no|nada|déjalo|dejalo|para|olvídalo|no, gracias)[!. ]*$"),
        ("help", r"¿?(?:ayuda|qué (?:puedes|sabes) hacer|cómo funciona.*)\??$"),
    ),
    lead=(r"(?:que|de)\s+",),
    after_noun=r"\s*(?:para|de|que diga|:)?\s*(?:que\s+)?",
    who=r"",
    backwards=(
        r"(?:tengo que|debo|hay que)\s+(?P<body>.+?)[\s,;.]*(?:recuérdamelo|"
        r"avísame)(?P<tail>.*)$",
    ),
    searches=(
        r"\b(?:recordatorios?|tareas?)\s+(?:de|para|sobre|con)\s+(?P<body>.+)$",
        (
            r"^¿?(?:cuándo|cuando|dónde|donde)\s+(?:es|está|esta|tengo)\s+(?:el|la|"
            r"mi)?\s*(?P<body>.+)$"
        ),
    ),
    plain_nouns=(
        r"(?:próxim[oa]s?|últim[oa]s?|tod[oa]s?|las|los|mis|mi|hoy|pendientes?|"
        r"abiertas?|vencidas?|que|hay|tengo|para|de)"
    ),
    nothing=r"(?:algo|una? (?:tarea|recordatorio|cosa)|esto|eso|lo|nada|tareas?)?",
    to=r"\s+(?:a|al|para|hasta|para el|para la|por)\s+(?:el\s+|la\s+)?",
    from_=(
        r"\bdesde\b|\bde\b(?=\s+(?:hoy|mañana|lunes|martes|miércoles|jueves|"
        r"viernes|sábado|domingo))"
    ),
    later=r"\b(?P<sign>más tarde|antes|después)\b",
    nouns=NOUN,
    lists=LIST,
    every=r"\b(?:tod[oa]s?|cada)\b",
    that=r"(?:eso|esa|ese|esto|esta|este|lo|la|los|las|aquello|esos|esas|estos|estas)",
    those=r"(?:los|las|esos|esas|estos|estas)",
    wishes=r"(?:borra|elimina|completa|marca|mueve|pasa|deshaz|rehaz|muestra|muéstrame|lista|"
    r"pospón|pospon|reabre|renombra|qué|busca|salta|pausa)\b",
    shift="mueve",
    moving=r"(?:mueve|pasa|pospón|pospon|posponlo|aplaza|retrasa)\b.*\b(?:a|al|hasta|para)\b",
    follows=(
        (
            r"(?:(?:eso\s+)?(?:ya\s+)?está(?:n)?\s+)?(?:hech[oa]s?|terminad[oa]s?|list[oa]s?)$",
            "completa {it}",
        ),
        (r"(?:ábrel[oa]|abrel[oa]|reábrel[oa])(?:\s+otra vez|\s+de nuevo)?$", "reabre {it}"),
    ),
    moves=("mueve eso a {}", "", ""),
    yes=r"(?:sí|si|vale|claro|ok|de acuerdo|añádela|añádelo|hazlo)[.! ]*",
    no=r"(?:no|nada|déjalo|cancela|olvídalo)[.! ]*",
    join=r"\s*(?:[,;?]\s*(?:y\s+)?(?:luego\s+)?|\s+y\s+(?:luego\s+|también\s+)?|\n+)",
    asks=r"¿?(?:qué|que|cuáles|cuántas|cuándo)\b.*\b(?:tengo|hay|tareas?|lista|agenda|hoy|"
    r"mañana)\b",
    starts=(
        r"(?:añade|agrega|apunta|anota|recuérdame|recuerdame|avísame|borra|"
        r"elimina|quita|cancela|mueve|pasa|cambia|"
        r"marca|completa|termina|tacha|pospón|pospon|deshaz|salta|pausa|busca|"
        r"muestra|muéstrame|renombra|qué|crea)\b"
    ),
    add="añade",
    doing=(
        r"(?:llamar|comprar|pagar|enviar|mandar|escribir|leer|limpiar|lavar|"
        r"hacer|recoger|llevar|traer|reservar|pedir|"
        r"revisar|preparar|planear|estudiar|correr|regar|ir|ver|visitar|sacar|"
        r"cocinar|arreglar|renovar|firmar|dar|tomar|"
        r"llama|compra|paga|envía|manda|escribe|lee|limpia|lava|haz|recoge|"
        r"lleva|trae|reserva|pide|revisa|prepara|riega)\b"
    ),
    talk=(
        r"(?:yo|tú|él|ella|eso|esto|qué|quién|cómo|cuándo|dónde|es|está|son|"
        r"soy|eres|no|sí|ok|vale|gracias|hola)\b"
    ),
)
