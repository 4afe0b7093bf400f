"""What answers the page waits for what answers it in another thread."""

import threading

from helpers.explorer.turns import in_turn


class Counted:
    """Counts how many threads are in it at once."""

    def __init__(self):
        self.inside = self.most = 0

    @in_turn
    def answer(self, again=True):
        self.inside += 1
        self.most = max(self.most, self.inside)
        threading.Event().wait(0.01)
        if again:
            self.inside -= 1
            self.answer(again=False)
            self.inside += 1
        self.inside -= 1
        return "answered"


def test_several_threads_take_turns_and_one_may_go_on_within_its_own():
    counted, told = Counted(), []
    threads = [threading.Thread(target=lambda: told.append(counted.answer())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == ["answered"] * 8
    assert (counted.most, counted.inside) == (1, 0)
