package io.kvasir.model.djl;

import ai.djl.inference.streaming.StreamingTranslator;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * What {@code Predictor.streamingPredict} gives: the pieces of a text as they are made. Each {@link
 * #getIterativeOutput} is the next piece, and an empty text at the end; as an iterator it can be
 * used as well. To stop, do not ask for more.
 */
public final class TextStream extends StreamingTranslator.StreamOutput<String>
    implements Iterator<String>, AutoCloseable {
  private final Stream<String> stream;
  private final Iterator<String> pieces;

  TextStream(Stream<String> stream) {
    this.stream = stream;
    this.pieces = stream.iterator();
  }

  @Override
  public boolean hasNext() {
    return pieces.hasNext();
  }

  @Override
  public String next() {
    return pieces.next();
  }

  /** The next piece that is not empty; an empty text when there is none. */
  @Override
  public String getIterativeOutputInternal() {
    String piece = "";
    while (piece.isEmpty() && pieces.hasNext()) {
      piece = pieces.next();
    }
    return piece;
  }

  @Override
  protected String buildAsyncOutput() {
    throw new UnsupportedOperationException("only iterative output is supported");
  }

  @Override
  protected void computeAsyncOutputInternal(String output) {
    throw new UnsupportedOperationException("only iterative output is supported");
  }

  /** Gives back what the prediction holds. */
  @Override
  public void close() {
    stream.close();
  }
}
