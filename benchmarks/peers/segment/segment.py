"""Word segmenters as filters: python -m peers.segment.segment jieba|rjieba|thulac < LINES > TOKENS

One line in, its tokens joined by one space out, all other characters untouched. Seconds of CPU spent between the first
line and the last go to stderr, loading not counted.
"""

import contextlib
import io
import logging
import sys
import time


def segmenter(name):
    """The function text → list of words, dictionary and model loaded."""
    if name == "jieba":
        import jieba

        jieba.setLogLevel(logging.WARNING)
        jieba.initialize()
        return jieba.lcut
    if name == "rjieba":
        import rjieba

        rjieba.cut("预热")
        return rjieba.cut
    if name == "thulac":
        import thulac

        with contextlib.redirect_stdout(io.StringIO()):
            model = thulac.thulac(seg_only=True)
        return lambda text: model.cut(text, text=True).split(" ")
    sys.exit(__doc__)


def main():
    cut = segmenter(sys.argv[1] if len(sys.argv) == 2 else "")
    lines = sys.stdin.read().split("\n")
    if lines[-1] == "":
        lines.pop()
    start = time.process_time()
    tokens = [" ".join(word for word in cut(line) if not word.isspace()) for line in lines]
    print(f"{time.process_time() - start:.4f}", file=sys.stderr)
    sys.stdout.writelines(line + "\n" for line in tokens)


if __name__ == "__main__":
    main()
