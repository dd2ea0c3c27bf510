package io.kvasir.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kvasir.model.config.RopeConfig;
import io.kvasir.model.load.Inspection;
import io.kvasir.model.weights.Metadata;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorSource;
import io.kvasir.tools.FileInspection;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An inspection as one JSON object. */
final class InspectJson {

  private final JsonGenerator json;

  InspectJson(JsonGenerator json) {
    this.json = json;
  }

  void write(FileInspection inspection) throws IOException {
    TensorSource source = inspection.source();
    json.writeStartObject();
    json.writeStringField("file", source.path().toString());
    json.writeStringField("container", source.format());
    json.writeNumberField("bytes", source.bytes());
    metadata(source.metadata());
    if (source.metadata().peek(PreTokenizers.KEY).orElse(null) instanceof String name) {
      json.writeObjectFieldStart("pre_tokenizer");
      json.writeStringField("name", name);
      json.writeStringField("status", PreTokenizers.status(name));
      json.writeEndObject();
    }
    tensors(source);
    switch (inspection.meaning()) {
      case FileInspection.Model model -> model(model.inspection());
      case FileInspection.Refused refused -> {
        json.writeNullField("configuration");
        json.writeStringField("refused", refused.reason());
      }
    }
    json.writeEndObject();
    Json.endLine(json);
  }

  private void model(Inspection model) throws IOException {
    json.writeStringField("family", model.family());
    json.writeFieldName("configuration");
    value(model.config());
    json.writeFieldName("unread_keys");
    value(model.unreadKeys());
    json.writeFieldName("unused_tensors");
    value(model.unusedTensors());
    json.writeNumberField("copied_bytes", model.copiedBytes());
  }

  private void metadata(Metadata metadata) throws IOException {
    json.writeObjectFieldStart("metadata");
    for (String key : metadata.keys()) {
      json.writeFieldName(key);
      value(metadata.peek(key).orElse(null));
    }
    json.writeEndObject();
  }

  private void tensors(TensorSource source) throws IOException {
    json.writeArrayFieldStart("tensors");
    for (Tensor tensor : source.tensors()) {
      json.writeStartObject();
      json.writeStringField("name", tensor.name());
      json.writeStringField("type", tensor.type().name());
      json.writeFieldName("shape");
      shape(tensor);
      Optional<TensorSource.Location> place = source.locate(tensor);
      if (place.isPresent()) {
        json.writeStringField("file", place.get().file().toString());
        json.writeNumberField("offset", place.get().offset());
      }
      json.writeNumberField("bytes", tensor.data().byteSize());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** The extents, the slowest first, without leading ones. */
  private void shape(Tensor tensor) throws IOException {
    json.writeStartArray();
    if (tensor.shape().depth() != 1) {
      json.writeNumber(tensor.shape().depth());
    }
    if (!tensor.shape().isVector()) {
      json.writeNumber(tensor.shape().rows());
    }
    json.writeNumber(tensor.shape().cols());
    json.writeEndArray();
  }

  private void value(@Nullable Object value) throws IOException {
    switch (value) {
      case null -> json.writeNull();
      case Metadata.Null none -> json.writeNull();
      case Boolean flag -> json.writeBoolean(flag);
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case BigInteger number -> json.writeNumber(number);
      case Float number -> Json.number(json, number);
      case Double number -> Json.number(json, number);
      case Enum<?> constant -> json.writeString(constant.name().toLowerCase(Locale.ROOT));
      case Iterable<?> list -> array(list);
      case RopeConfig rope -> rope(rope);
      case Record values -> object(values);
      default -> json.writeString(value.toString());
    }
  }

  private void array(Iterable<?> list) throws IOException {
    json.writeStartArray();
    for (Object element : list) {
      value(element);
    }
    json.writeEndArray();
  }

  private void rope(RopeConfig rope) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", "RopeConfig");
    json.writeNumberField("width", rope.width());
    json.writeStringField("pairs", rope.pairs().name().toLowerCase(Locale.ROOT));
    angles("angles", rope, rope.angles(1));
    if (rope.nearPositions() < Integer.MAX_VALUE) {
      json.writeNumberField("positions_of_angles", rope.nearPositions());
      angles("angles_beyond", rope, rope.angles(Integer.MAX_VALUE));
    }
    json.writeEndObject();
  }

  /** Radians per position of each pair, and the factor on cosine and sine. */
  private void angles(String name, RopeConfig rope, RopeConfig.Angles angles) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeFieldName("magnitude");
    Json.number(json, angles.magnitude());
    json.writeArrayFieldStart("inverse_frequencies");
    for (int pair = 0; pair < rope.width() / 2; pair++) {
      Json.number(json, angles.inverseFrequency(pair));
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** A configuration record: its kind, then its components. */
  private void object(Record values) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", values.getClass().getSimpleName());
    for (RecordComponent component : values.getClass().getRecordComponents()) {
      json.writeFieldName(component.getName());
      try {
        value(component.getAccessor().invoke(values));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("a configuration record is not public: " + values, e);
      }
    }
    json.writeEndObject();
  }
}
