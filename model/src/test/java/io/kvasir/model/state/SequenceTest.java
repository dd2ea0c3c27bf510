package io.kvasir.model.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SequenceTest {
  private static Sequence sequence(int capacity, LayerState... states) {
    return new Sequence(capacity, 5, states);
  }

  private static void append(Sequence sequence, int... tokens) {
    sequence.begin(tokens.length);
    sequence.append(tokens, 0, tokens.length);
  }

  @Test
  void tokensAreRemembered() {
    Sequence sequence = sequence(2000);
    for (int i = 0; i < 1500; i++) {
      append(sequence, i);
    }
    assertThat(sequence.length()).isEqualTo(1500);
    assertThat(sequence.token(1499)).isEqualTo(1499);
  }

  @Test
  void whatPositionsWillTakeIsKnownBeforeTheyAreThere() {
    for (int window : new int[] {0, 100}) {
      Sequence sequence =
          sequence(
              1000,
              new KvCache(CacheType.F32, 2, 4, window, 16),
              new LatentCache(CacheType.F32, 6),
              new RecurrentState(3, 5));
      for (int positions : new int[] {0, 1, 64, 65, 700}) {
        long expected = sequence.bytesAt(positions);
        sequence.reserve(positions);
        assertThat(sequence.bytes()).as("%d positions", positions).isEqualTo(expected);
      }
    }
  }

  @Test
  void aFullSequenceSaysBothNumbers() {
    Sequence sequence = sequence(3);
    append(sequence, 1, 2);
    assertThatThrownBy(() -> sequence.begin(2))
        .isInstanceOf(ContextFullException.class)
        .hasMessage("the sequence holds 2 of at most 3 tokens, 2 more do not fit");
    append(sequence, 3);
    assertThat(sequence.length()).isEqualTo(3);
  }

  @Test
  void aFailedPassMustBeRolledBack() {
    RecurrentState state = new RecurrentState(1, 1);
    Sequence sequence = sequence(10, state);
    append(sequence, 1);
    state.memory()[0] = 4;
    Sequence.Mark mark = sequence.mark();
    sequence.begin(1);
    state.memory()[0] = 9;
    assertThatThrownBy(() -> sequence.begin(1)).isInstanceOf(IllegalStateException.class);
    sequence.rollback(mark);
    append(sequence, 2);
    assertThat(sequence.token(1)).isEqualTo(2);
    assertThat(state.memory()[0]).isEqualTo(4);
  }

  @Test
  void aMarkInTheFutureIsRefused() {
    Sequence sequence = sequence(10);
    append(sequence, 1, 2, 3);
    Sequence.Mark later = sequence.mark();
    Sequence other = sequence(10);
    assertThatThrownBy(() -> other.rollback(later)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aMarkOutOfReachChangesNothing() {
    KvCache cache = new KvCache(CacheType.F32, 1, 1, 4, 2);
    RecurrentState state = new RecurrentState(0, 1);
    Sequence sequence = sequence(1000, state, cache);
    append(sequence, 1);
    Sequence.Mark mark = sequence.mark();
    state.memory()[0] = 3;
    for (int i = 0; i < 500; i++) {
      append(sequence, i);
    }
    assertThatThrownBy(() -> sequence.rollback(mark))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("out of reach");
    assertThat(sequence.length()).isEqualTo(501);
    assertThat(state.memory()[0]).isEqualTo(3);
  }
}
