package io.kvasir.model.weights;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What a file states beside its weights: dotted keys in the file's order. The keys of a GGUF file
 * are dotted as they stand; the nested objects of a {@code config.json} are flattened ({@code
 * rope_scaling.factor}).
 *
 * <p>A getter whose key is absent or null throws (or gives nothing, or the default, in the forms
 * for that); a value of another type or out of range always throws a {@link ModelFormatException}
 * that names file, key, found and wanted. It is remembered which keys were asked for. Safe for use
 * by threads.
 */
public final class Metadata {
  /** The value of a key that is stated as null. */
  public enum Null {
    /** The only one. */
    NULL;

    @Override
    public String toString() {
      return "null";
    }
  }

  private final String source;
  private final Map<String, Object> values;
  private final Set<String> read = ConcurrentHashMap.newKeySet();

  /**
   * Takes over values.
   *
   * @param source name of the file, for messages
   * @param values String, Boolean, Integer, Long, BigInteger, Float, Double, {@link Null#NULL}, a
   *     {@link ValueList}, a List of such scalars, or a Supplier of a String that is too long to be
   *     read before it is asked for
   */
  public Metadata(String source, Map<String, ?> values) {
    this.source = source;
    Map<String, Object> copy = new LinkedHashMap<>();
    values.forEach((key, value) -> copy.put(key, normal(value)));
    this.values = Collections.unmodifiableMap(copy);
  }

  private static Object normal(Object value) {
    if (value instanceof Integer number) {
      return number.longValue();
    }
    return value instanceof List<?> list
        ? ValueList.of(list.stream().map(Metadata::normal).toList())
        : value;
  }

  /**
   * The file.
   *
   * @return its name, for messages
   */
  public String source() {
    return source;
  }

  /**
   * All keys.
   *
   * @return in the file's order
   */
  public Set<String> keys() {
    return values.keySet();
  }

  /**
   * Keys that no getter was asked for.
   *
   * @return in the file's order
   */
  public Set<String> unread() {
    Set<String> rest = new LinkedHashSet<>(values.keySet());
    rest.removeAll(read);
    return rest;
  }

  /**
   * Whether a key is stated and not null.
   *
   * @param key dotted key
   * @return true if a getter would find a value
   */
  public boolean has(String key) {
    return find(key).isPresent();
  }

  /**
   * Whether a key is stated as null, which is not the same as absent.
   *
   * @param key dotted key
   * @return true for an explicit null
   */
  public boolean isNull(String key) {
    read.add(key);
    return values.get(key) instanceof Null;
  }

  /**
   * Whether an object is stated at a key, in other words whether keys begin with it and a dot.
   *
   * @param key dotted key without the last dot
   * @return true if there is an object that is not empty
   * @throws ModelFormatException if the key holds a value instead
   */
  public boolean hasSection(String key) {
    Optional<MetadataValue> value = find(key);
    if (value.isPresent()) {
      throw value.get().wrong("an object");
    }
    String prefix = key + ".";
    return values.keySet().stream().anyMatch(k -> k.startsWith(prefix));
  }

  /**
   * A value as it is, to be shown; does not count as read.
   *
   * @param key dotted key
   * @return String, Boolean, Long, BigInteger, Float, Double, {@link Null#NULL} or {@link
   *     ValueList}; nothing if absent
   */
  public Optional<Object> peek(String key) {
    return Optional.ofNullable(values.get(key)).map(v -> v instanceof Supplier<?> s ? s.get() : v);
  }

  /**
   * A text.
   *
   * @param key dotted key
   * @return the text
   */
  public String string(String key) {
    return require(key, "a string").string();
  }

  /**
   * A text that may be absent.
   *
   * @param key dotted key
   * @return the text, or nothing
   */
  public Optional<String> findString(String key) {
    return find(key).map(MetadataValue::string);
  }

  /**
   * A whole number.
   *
   * @param key dotted key
   * @return the number, -2^31 to 2^31-1
   */
  public int integer(String key) {
    return require(key, "a whole number").integer();
  }

  /**
   * A whole number with a default.
   *
   * @param key dotted key
   * @param absent what an absent key means
   * @return the number
   */
  public int integer(String key, int absent) {
    return findInteger(key).orElse(absent);
  }

  /**
   * A whole number that may be absent.
   *
   * @param key dotted key
   * @return the number, or nothing
   */
  public OptionalInt findInteger(String key) {
    Optional<MetadataValue> value = find(key);
    return value.isPresent() ? OptionalInt.of(value.get().integer()) : OptionalInt.empty();
  }

  /**
   * A finite number.
   *
   * @param key dotted key
   * @return the number
   */
  public double number(String key) {
    return require(key, "a number").number();
  }

  /**
   * A finite number with a default.
   *
   * @param key dotted key
   * @param absent what an absent key means
   * @return the number
   */
  public double number(String key, double absent) {
    return findNumber(key).orElse(absent);
  }

  /**
   * A finite number that may be absent.
   *
   * @param key dotted key
   * @return the number, or nothing
   */
  public OptionalDouble findNumber(String key) {
    Optional<MetadataValue> value = find(key);
    return value.isPresent() ? OptionalDouble.of(value.get().number()) : OptionalDouble.empty();
  }

  /**
   * True or false.
   *
   * @param key dotted key
   * @param absent what an absent key means
   * @return the value
   */
  public boolean flag(String key, boolean absent) {
    return findFlag(key).orElse(absent);
  }

  /**
   * True or false, may be absent.
   *
   * @param key dotted key
   * @return the value, or nothing
   */
  public Optional<Boolean> findFlag(String key) {
    return find(key).map(MetadataValue::flag);
  }

  /**
   * Number of elements of a list, without reading them.
   *
   * @param key dotted key
   * @return the number, or nothing if the key is absent, null or holds no list
   */
  public OptionalInt size(String key) {
    read.add(key);
    return values.get(key) instanceof ValueList list
        ? OptionalInt.of(list.size())
        : OptionalInt.empty();
  }

  /**
   * A list of texts, read now.
   *
   * @param key dotted key
   * @return a new array; a single text is a list of one
   */
  public String[] strings(String key) {
    return require(key, "a list of strings").strings();
  }

  /**
   * A list of whole numbers, read now.
   *
   * @param key dotted key
   * @return a new array; a single number is a list of one
   */
  public int[] integers(String key) {
    return require(key, "a list of whole numbers").integers();
  }

  /**
   * A list of numbers, read now. Infinities are allowed.
   *
   * @param key dotted key
   * @return a new array; a single number is a list of one
   */
  public float[] floats(String key) {
    return require(key, "a list of numbers").floats();
  }

  /**
   * A list of true and false, read now.
   *
   * @param key dotted key
   * @return a new array; a single value is a list of one
   */
  public boolean[] flags(String key) {
    return require(key, "a list of true and false").flags();
  }

  /**
   * The exception for a value that is well-formed but not possible or not supported.
   *
   * @param key dotted key, stated or not
   * @param wanted for instance {@code "1 or more"} or {@code "one of silu, gelu"}
   * @return {@code file: key is FOUND, wanted WANTED}, to be thrown
   */
  public ModelFormatException refuse(String key, String wanted) {
    return find(key).map(v -> v.wrong(wanted)).orElseGet(() -> missing(key, wanted));
  }

  private MetadataValue require(String key, String wanted) {
    return find(key).orElseThrow(() -> missing(key, wanted));
  }

  private ModelFormatException missing(String key, String wanted) {
    String found = values.get(key) instanceof Null ? " is null" : " is missing";
    return new ModelFormatException(
        source + ": " + ModelFormatException.printable(key) + found + ", wanted " + wanted);
  }

  private Optional<MetadataValue> find(String key) {
    read.add(key);
    Object value = values.get(key);
    return value == null || value instanceof Null
        ? Optional.empty()
        : Optional.of(new MetadataValue(source, key, value));
  }
}
