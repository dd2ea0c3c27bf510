package io.kvasir.model.weights;

import java.util.Iterator;
import java.util.List;

/**
 * A list in metadata. Lists of a mapped file are read from it whenever they are walked, so a
 * vocabulary costs nothing until a tokenizer asks for it.
 */
public interface ValueList extends Iterable<Object> {
  /**
   * Number of elements.
   *
   * @return at least 0
   */
  int size();

  /**
   * Walks the elements: String, Boolean, Long, java.math.BigInteger (beyond a long), Float, Double,
   * or {@link Metadata.Null#NULL}.
   */
  @Override
  Iterator<Object> iterator();

  /**
   * A list in the heap.
   *
   * @param values elements of the kinds above
   * @return a list that holds a copy
   */
  static ValueList of(List<?> values) {
    List<Object> copy = List.copyOf(values);
    return new ValueList() {
      @Override
      public int size() {
        return copy.size();
      }

      @Override
      public Iterator<Object> iterator() {
        return copy.iterator();
      }
    };
  }
}
