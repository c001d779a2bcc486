"""Words that tell a language: Spanish, which is read here, and some that are not."""

SPANISH = """
anoche anteayer ayer pasada déjalo déjala ponlo ponle dale estaba como posponlo lo esté está
cada festivos donde llamo comer riega regar
a abril agosto agrega alta anade anota antes aplaza aplázalo apunta avisame avísame añade añadir
año baja borra borrar busca cada completa comprar con crea cuando cuáles cuándo cuántas de del
dentro deshacer deshaz deshazlo despues después dia diario diciembre dime domingo día días dónde
el elimina en enero enséñame entiendo etiqueta febrero festivos fin finales gracias hasta hecha
hecho hice hola hora horas hoy jueves julio junio la laborable laborables las lista llamar los
lunes marca martes marzo mayo mañana medianoche mediodia mediodía mensualmente mes mi miercoles
minutos mis miércoles mover muestra mueve muéstrame nada noche noviembre octubre omite pagar
para pasado pausa pendientes perfecto pon ponme por pospon posponlo pospón primer primera
primero prioridad proximo proyecto próximo que quincena quita quién qué reabre reanuda
recordatorio recordatorios recuerdame recuérdame rehaz rehazlo renombra sabado salta semana
semanalmente septiembre setiembre siguiente suprime sábado sí tacha tarde tarea tareas tengo
termina terminé todas todos ultimo un una urgente vencidas viernes y último
"""
FOREIGN = """
acheter aggiungi ajoute ajouter amanhã aujourd'hui bitte comprar comprare dans das
demain der des die dienstag dilana dimanche domani donnerstag einen erinnere est freitag
herinner heute hoje ich idag imorgon ist jeudi kaufen kopen köpa le lembra lembre les liste
lundi lunedì mardi martedì matin mercredi mich mittwoch moi montag morgen mujhe nicht oggi
påminn quarta rappelez rappelle ricordami samedi samstag segunda soir sonntag terça
und une vandaag vendredi yaad
"""
