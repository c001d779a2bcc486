"""What the built-in planner does next: call a tool, or say something and end the turn."""

import json
from dataclasses import dataclass, replace
from uuid import uuid4

from agent import again, phrases
from agent.otherwise import other_readings
from agent.planner import Plan
from agent.selecting import about
from agent.turn import READS, CallResult, Turn
from tasklark.language import Chip, Context, ToolCall, understand
from tasklark.language.call_targets import FOUND
from tasklark.language.memory import Memory, Pending
from tasklark.language.tongues import tongue
from tasklark.language.verbs import verbs

CHIPS = 4


@dataclass(frozen=True, slots=True)
class Step:
    """A tool call, or the last words of a turn."""

    call: ToolCall | None = None
    say: str = ""
    call_id: str = ""

    @property
    def arguments(self) -> str:
        """The call's arguments as a model writes them."""
        return "{}" if self.call is None else json.dumps(self.call.arguments, ensure_ascii=False)


def next_step(turn: Turn) -> Step:
    """The next step of this turn; its plan is made at the first."""
    if turn.plan is None:
        turn.plan = _planned(turn)
    plan = turn.plan
    if plan.last:
        _heed(turn, plan)
    while plan.calls:
        call = plan.calls.pop(0)
        filled = _filled(call, turn, plan)
        if filled is not None:
            plan.last = f"call_{uuid4().hex}"
            return Step(filled, call_id=plan.last)
    return Step(say="\n\n".join(filter(None, (*plan.say, *plan.assumed))))


def _planned(turn: Turn) -> Plan:
    ctx, memory, text = Context(turn.now, turn.person), turn.memory, turn.text
    if turn.selection:
        one = turn.selection[0] if len(turn.selection) == 1 else None
        memory = replace(memory, last_list=turn.selection, last_task=one)
        text = about(text, turn.selection, ctx, memory)
    known = understand(text, ctx, memory)
    turn.memory = known.memory
    code = tongue(turn.text, turn.person).code
    if turn.dropped and known.kind == "decline" and _agrees(turn.text, code):
        # Enter never approves: the words could be about anything by now.
        turn.chips = (Chip(phrases.ask_again(code), turn.dropped),)
        return Plan(code=code, say=[phrases.by_button(code)])
    if known.kind != "act":
        turn.chips = known.chips[:CHIPS]
        return Plan(code=code, say=[known.say])
    assumed = [note for note in known.assumptions if phrases.matters(note)]
    writes = [call for call in known.calls if call.tool not in READS]
    alone = len(writes) == 1
    return Plan(list(known.calls), known.command, code, assumed=assumed, alone=alone)


def _agrees(text: str, code: str) -> bool:
    table = verbs(code)
    return table.pattern(rf"(?:{table.yes})$").match(text.strip(" .!")) is not None


def _heed(turn: Turn, plan: Plan) -> None:
    """Read the last call's result: words for a refusal or a question, else the ticket says it."""
    result = turn.results.get(plan.last)
    plan.last = ""
    if result is None:
        return
    if result.refused:
        _refused(turn, plan, result)
    elif result.reads and not plan.looking:
        plan.say.append(phrases.answer(result))
    elif not result.reads and not plan.calls and not turn.chips:
        ctx = Context(turn.now, turn.person)
        turn.chips = other_readings(result, ctx, plan.code)[:CHIPS]


def _refused(turn: Turn, plan: Plan, result: CallResult) -> None:
    plan.assumed.clear()
    if len(result.numbers) > 1:
        _ask_which(turn, plan, result, ToolCall(result.tool, result.arguments))
    elif result.kind == "unknown" and _looked_for(result):
        plan.say.append(phrases.none_found(_looked_for(result), plan.code))
    else:
        plan.say.append(phrases.refusal(result))


def _filled(call: ToolCall, turn: Turn, plan: Plan) -> ToolCall | None:
    """The call with the one task that the search before it found; None when it found another."""
    if call.arguments.get("ids") != [FOUND]:
        return call
    looked = next(reversed(turn.results.values()), None)
    found = looked.numbers if looked is not None else ()
    if len(found) == 1:
        return replace(call, arguments={**call.arguments, "ids": [str(found[0])]})
    if looked is None or not found:
        plan.say.append(phrases.none_found(_looked_for(looked), plan.code))
    else:
        _ask_which(turn, plan, looked, call)
    return None


def _looked_for(result: CallResult | None) -> str:
    asked = result.arguments.get("filter") if result is not None else None
    text = asked.get("text") if isinstance(asked, dict) else None
    return text if isinstance(text, str) else ""


def _ask_which(turn: Turn, plan: Plan, result: CallResult, call: ToolCall) -> None:
    """Several tasks match: their numbers as chips, and a question that an answer can complete."""
    command = plan.command if plan.alone and plan.command.count(again.GAP) == 1 else ""
    command = command or again.sentence(call.tool, call.arguments, plan.code)
    shown = result.numbers[:CHIPS]
    if turn.memory.pending is not None:
        # One question at a time: how the next is answered is said, not asked.
        ways = [command.replace(again.GAP, f"#{number}") for number in shown]
        plan.say.append(phrases.then_say(ways if command else (), plan.code))
        return
    plan.say.append(phrases.which(plan.code, len(result.numbers) - len(shown)))
    titles = {task["number"]: str(task["title"]) for task in result.tasks}
    turn.memory = replace(turn.memory, last_list=result.numbers)
    if command:
        turn.chips = tuple(
            Chip(_label(number, titles.get(number, "")), command.replace(again.GAP, f"#{number}"))
            for number in shown
        )
        pending = Pending("target", command.replace(again.GAP, "{}"), plan.code)
        turn.memory = turn.memory.asking(pending)


def _label(number: int, title: str) -> str:
    short = title if len(title) <= 40 else title[:39] + "…"
    return f"#{number} {short}".strip()


def remembered(memory: Memory, result: CallResult) -> Memory:
    """What a conversation keeps of a call: the list shown, the task meant, the code to redo."""
    if result.refused:
        return memory
    if result.reads:
        shown = result.numbers
        one = shown[0] if len(shown) == 1 else memory.last_task
        return replace(memory, last_list=shown, last_task=one) if shown else memory
    one = result.numbers[-1] if result.numbers else memory.last_task
    return replace(memory, last_task=one, last_code=result.undo or memory.last_code)
