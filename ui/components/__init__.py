"""The parts of the page that need JavaScript.

Each is a module with a script and, where it draws something, a style sheet of its name. They put
text on the page by `textContent` alone, so that no document can become markup.
"""

from ui.components.actions import show_actions
from ui.components.reader import show_reader
from ui.components.scroll import show_from_top
from ui.components.statements import show_statements
from ui.components.streamlit_words import show_streamlit_in

__all__ = ["show_actions", "show_from_top", "show_reader", "show_statements", "show_streamlit_in"]
