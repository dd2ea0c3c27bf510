package io.kvasir.model.weights.gguf;

import io.kvasir.model.weights.MappedFile;
import io.kvasir.model.weights.ModelFormatException;
import io.kvasir.model.weights.ValueList;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** An array that stays in the mapped file; its bounds were checked. */
record GgufArray(MappedFile file, String key, GgufValueType type, int size, long begin)
    implements ValueList {
  @Override
  public Iterator<Object> iterator() {
    return new Iterator<>() {
      private final GgufCursor cursor = new GgufCursor(file, begin);
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
        long at = cursor.position();
        try {
          return cursor.scalar(type, key);
        } catch (ModelFormatException e) { // once more, for a message that names the element
          return new GgufCursor(file, at).scalar(type, key + "[" + next + "]");
        } finally {
          next++;
        }
      }
    };
  }
}
