package io.kvasir.model.weights.gguf;

import io.kvasir.model.weights.MappedFile;
import io.kvasir.model.weights.ValueList;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** An array that stays in the mapped file; its bounds were checked. */
record GgufArray(MappedFile file, String key, GgufValueType type, int size, long begin)
    implements ValueList {
  @Override
  public Iterator<Object> iterator() {
    GgufCursor cursor = new GgufCursor(file, begin);
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < size;
      }

      @Override
      public Object next() {
        if (next == size) {
          throw new NoSuchElementException();
        }
        return cursor.scalar(type, key + "[" + next++ + "]");
      }
    };
  }
}
