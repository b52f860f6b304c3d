"""What states are called at the desk, and why a step cannot be taken."""

from kb.editorial import names

STATE_NAMES = {
    **names.STATE_NAMES,
    "submitted": "Waits to be claimed",
    "in_review": "Being reviewed",
    "scheduled": "Will be published",
    "returned": "Returned to its writers",
}
_OF_IT = "You wrote or submitted part of it, or it is not in that state any more."
WHY_NOT = {
    "claim": "You cannot claim it: somebody has it already, it was taken back, or you wrote part of it.",
    "release": f"You cannot give it back to the queue. {_OF_IT}",
    "comment": "You cannot comment on it: that is for editors, while it is at the desk.",
    "return": "You cannot return it: that is for the editor who has claimed it, while it is being reviewed.",
    "sign_content": "You cannot sign what it says: that is for an editor who wrote nothing of it and did not sign that "
    "nobody can be recognised, while it is being reviewed.",
    "sign_identity": "You cannot sign that nobody can be recognised: that is for an identity reviewer who wrote "
    "nothing of it and did not sign what it says, while it is being reviewed.",
    "publish": "You cannot publish it: that is for editors, once both signatures are there.",
    "cancel": "It is not waiting for its time any more.",
}
"""By step, for whoever may read the text. That the button is not shown is not enough: pages stay open."""
LEFT = {
    "withdraw": "Its writers took it back. It comes here again once they submit it.",
    "return": "It was returned to its writers. It comes here again once they submit it.",
}
"""By the step with which a text left the desk, for who had it before them here."""
CHANGED = "It is not the text that you read: it was changed and submitted again. Read it once more, then sign."
UNREAD = "Read it first, then sign."
SIGNED = "Somebody else has signed it a moment ago."
