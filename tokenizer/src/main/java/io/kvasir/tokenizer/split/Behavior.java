package io.kvasir.tokenizer.split;

import io.kvasir.tokenizer.pipeline.PieceSink;

/** What becomes of the parts that a pattern finds, named as in tokenizer.json. */
public enum Behavior {
  /** A found part is dropped. */
  REMOVED {
    @Override
    Cutter cutter(PieceSink next) {
      return new Cutter(next) {
        @Override
        void part(int from, int to, boolean found) {
          if (!found) {
            emit(from, to);
          }
        }
      };
    }
  },

  /** A found part is a piece of its own. */
  ISOLATED {
    @Override
    Cutter cutter(PieceSink next) {
      return new Cutter(next) {
        @Override
        void part(int from, int to, boolean found) {
          emit(from, to);
        }
      };
    }
  },

  /** Neighbouring found parts are one piece. */
  CONTIGUOUS {
    @Override
    Cutter cutter(PieceSink next) {
      return new Cutter(next) {
        @Override
        void part(int from, int to, boolean found) {
          wait(from, to, found, pending() && pendingFound() == found);
        }
      };
    }
  },

  /** A found part ends the piece before it. */
  MERGED_WITH_PREVIOUS {
    @Override
    Cutter cutter(PieceSink next) {
      return new Cutter(next) {
        @Override
        void part(int from, int to, boolean found) {
          wait(from, to, found, pending() && found && !pendingFound());
        }
      };
    }
  },

  /** A found part begins the piece behind it. */
  MERGED_WITH_NEXT {
    @Override
    Cutter cutter(PieceSink next) {
      return new Cutter(next) {
        @Override
        void part(int from, int to, boolean found) {
          wait(from, to, found, pending() && !found && pendingFound());
        }
      };
    }
  };

  abstract Cutter cutter(PieceSink next);
}
