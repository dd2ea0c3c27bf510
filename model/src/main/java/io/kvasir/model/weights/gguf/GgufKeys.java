package io.kvasir.model.weights.gguf;

import io.kvasir.model.weights.MappedFile;
import io.kvasir.model.weights.ModelFormatException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The keys and values of a GGUF file that is to be written, in their order. A key that was added
 * before is refused.
 */
public final class GgufKeys {
  private final GgufOutput out = new GgufOutput();
  private final Set<String> names = new HashSet<>();

  /** Makes an empty list. */
  public GgufKeys() {}

  /**
   * Adds a text.
   *
   * @param key dotted key
   * @param value text
   * @return this
   */
  public GgufKeys string(String key, String value) {
    begin(key).type(GgufValueType.STRING).string(value);
    return this;
  }

  /**
   * Adds an unsigned number of 32 bits, the usual type of sizes and token ids.
   *
   * @param key dotted key
   * @param value number
   * @return this
   */
  public GgufKeys uint32(String key, int value) {
    begin(key).type(GgufValueType.UINT32).u32(value);
    return this;
  }

  /**
   * Adds a signed number of 64 bits.
   *
   * @param key dotted key
   * @param value number
   * @return this
   */
  public GgufKeys int64(String key, long value) {
    begin(key).type(GgufValueType.INT64).u64(value);
    return this;
  }

  /**
   * Adds a float of 32 bits.
   *
   * @param key dotted key
   * @param value number
   * @return this
   */
  public GgufKeys float32(String key, float value) {
    begin(key).type(GgufValueType.FLOAT32).f32(value);
    return this;
  }

  /**
   * Adds true or false.
   *
   * @param key dotted key
   * @param value truth value
   * @return this
   */
  public GgufKeys bool(String key, boolean value) {
    begin(key).type(GgufValueType.BOOL).u8(value ? 1 : 0);
    return this;
  }

  /**
   * Adds a list of texts.
   *
   * @param key dotted key
   * @param values texts
   * @return this
   */
  public GgufKeys strings(String key, String... values) {
    GgufOutput out = begin(key).array(GgufValueType.STRING, values.length);
    for (String value : values) {
      out.string(value);
    }
    return this;
  }

  /**
   * Adds a list of signed numbers of 32 bits.
   *
   * @param key dotted key
   * @param values numbers
   * @return this
   */
  public GgufKeys int32s(String key, int... values) {
    GgufOutput out = begin(key).array(GgufValueType.INT32, values.length);
    for (int value : values) {
      out.u32(value);
    }
    return this;
  }

  /**
   * Adds a list of floats of 32 bits.
   *
   * @param key dotted key
   * @param values numbers
   * @return this
   */
  public GgufKeys float32s(String key, float... values) {
    GgufOutput out = begin(key).array(GgufValueType.FLOAT32, values.length);
    for (float value : values) {
      out.f32(value);
    }
    return this;
  }

  /**
   * Adds keys of another file as they stand there, but for those that describe that file's layout
   * (alignment and parts).
   *
   * @param gguf a GGUF file; of a split file the first part
   * @param wanted which keys
   * @return this
   * @throws ModelFormatException if the file is missing or damaged
   */
  public GgufKeys copy(Path gguf, Predicate<String> wanted) {
    try (Arena source = Arena.ofConfined()) {
      MappedFile mapped = MappedFile.map(gguf, source);
      GgufFile.read(mapped)
          .ranges()
          .forEach((key, range) -> {
            if (!GgufFile.describesLayout(key) && wanted.test(key)) {
              MemorySegment value = mapped.bytes().asSlice(range.begin(), range.bytes());
              begin(key).raw(value.toArray(ValueLayout.JAVA_BYTE));
            }
          });
    }
    return this;
  }

  int count() {
    return names.size();
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  private GgufOutput begin(String key) {
    if (key.isEmpty() || !names.add(key)) {
      throw new IllegalArgumentException("key '" + key + "' is empty or was added before");
    }
    return out.string(key);
  }
}
