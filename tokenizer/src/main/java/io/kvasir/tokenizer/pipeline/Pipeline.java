package io.kvasir.tokenizer.pipeline;

import io.kvasir.tokenizer.Explanation;
import io.kvasir.tokenizer.TextStream;
import io.kvasir.tokenizer.Tokenizer;
import io.kvasir.tokenizer.Vocabulary;
import io.kvasir.tokenizer.table.TokenTable;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tokenizer made of stages. */
public final class Pipeline implements Tokenizer {
  /** As much of a text as is looked at to tell whether its beginning is dropped. */
  private static final int START = 64;

  private final AddedTokens added;
  private final @Nullable Normalizer normalizer;
  private final @Nullable PreTokenizer preTokenizer;
  private final Model model;
  private final Template template;
  private final Decoder decoder;
  private final TokenVocabulary vocabulary;

  /**
   * Puts stages together.
   *
   * @param table the model's tokens
   * @param added the added tokens
   * @param normalizer rewrites the text, or null
   * @param preTokenizer cuts it into pieces, or null
   * @param model turns pieces into ids
   * @param template what stands around a text
   * @param decoder turns tokens into text, or null to join them with spaces
   */
  public Pipeline(
      TokenTable table,
      AddedTokens added,
      @Nullable Normalizer normalizer,
      @Nullable PreTokenizer preTokenizer,
      Model model,
      Template template,
      @Nullable Decoder decoder) {
    this.added = added;
    this.normalizer = normalizer;
    this.preTokenizer = preTokenizer;
    this.model = model;
    this.template = template;
    this.decoder = decoder == null ? new SpaceBetween() : decoder;
    this.vocabulary = new TokenVocabulary(table, added);
  }

  @Override
  public int[] encode(CharSequence text, boolean addSpecial, boolean recogniseSpecial) {
    return encode(text, addSpecial, recogniseSpecial, new Work());
  }

  int[] encode(CharSequence text, boolean addSpecial, boolean recogniseSpecial, Work work) {
    Ids ids = new Ids();
    if (addSpecial) {
      template.before().forEach(ids::add);
    }
    PieceSink pieces = model.onto(ids, work);
    if (preTokenizer != null) {
      pieces = preTokenizer.before(pieces, work);
    }
    PieceSink sink = pieces;
    split(text, recogniseSpecial, work, sink, token -> ids.add(token.id()));
    if (addSpecial) {
      template.after().forEach(ids::add);
    }
    return ids.from(0);
  }

  @Override
  public Explanation explain(CharSequence text, boolean addSpecial, boolean recogniseSpecial) {
    List<Explanation.Step> steps = new ArrayList<>();
    List<Integer> ids = new ArrayList<>();
    PieceSink pieces =
        (chars, from, to, first) -> {
          if (from < to) {
            Explanation.Piece piece = model.explain(chars, from, to);
            steps.add(piece);
            piece.tokens().forEach(token -> ids.add(token.id()));
          }
        };
    if (addSpecial) {
      template.before().forEach(id -> explainSpecial(id, true, steps, ids));
    }
    Work work = new Work();
    split(
        text,
        recogniseSpecial,
        work,
        preTokenizer == null ? pieces : preTokenizer.before(pieces, work),
        token -> explainSpecial(token.id(), false, steps, ids));
    if (addSpecial) {
      template.after().forEach(id -> explainSpecial(id, true, steps, ids));
    }
    return new Explanation(ids, steps);
  }

  private void explainSpecial(
      int id, boolean around, List<Explanation.Step> steps, List<Integer> ids) {
    steps.add(new Explanation.Special(id, vocabulary.piece(id), around));
    ids.add(id);
  }

  private interface TokenSinkById {
    void token(AddedToken token);
  }

  /** Cuts added tokens out, normalises the rest, cuts again, and hands over what is left. */
  private void split(
      CharSequence text,
      boolean recogniseSpecial,
      Work work,
      PieceSink pieces,
      TokenSinkById tokens) {
    char[] chars = WellFormed.chars(text);
    added
        .beforeNormalisation()
        .split(
            chars,
            0,
            chars.length,
            recogniseSpecial,
            work,
            new AddedTokenFinder.Parts() {
              @Override
              public void text(int from, int to) {
                splitNormalized(chars, from, to, recogniseSpecial, work, pieces, tokens);
              }

              @Override
              public void token(AddedToken token) {
                tokens.token(token);
              }
            });
  }

  private void splitNormalized(
      char[] raw,
      int start,
      int end,
      boolean recogniseSpecial,
      Work work,
      PieceSink pieces,
      TokenSinkById tokens) {
    Normalizer rewrite = normalizer;
    char[] chars =
        rewrite == null
            ? raw
            : rewrite.normalize(new String(raw, start, end - start)).toCharArray();
    int begin = rewrite == null ? start : 0;
    boolean first = start == 0 && (rewrite == null || !rewrite.dropsStart(opening(raw, end)));
    added
        .afterNormalisation()
        .split(
            chars,
            begin,
            rewrite == null ? end : chars.length,
            recogniseSpecial,
            work,
            new AddedTokenFinder.Parts() {
              @Override
              public void text(int from, int to) {
                pieces.piece(chars, from, to, first && from == begin);
              }

              @Override
              public void token(AddedToken token) {
                tokens.token(token);
              }
            });
  }

  /** The first chars of a text, without half a character at their end. */
  private static String opening(char[] text, int end) {
    int length = Math.min(end, START);
    boolean half = length > 0 && length < end && Character.isHighSurrogate(text[length - 1]);
    return new String(text, 0, half ? length - 1 : length);
  }

  @Override
  public byte[] bytes(int id) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TokenSink sink =
        decoder.before(
            new TokenSink() {
              @Override
              public void part(byte[] bytes, boolean begins) {
                out.writeBytes(bytes);
              }

              @Override
              public void finish() {}
            },
            Decoder.Moment.MIDDLE);
    if (vocabulary.has(id)) {
      sink.part(vocabulary.utf8(id), true);
      sink.finish();
    }
    return out.toByteArray();
  }

  @Override
  public String decode(int[] ids, boolean skipSpecial) {
    StringBuilder text = new StringBuilder();
    TextStream stream = new DecodedStream(vocabulary, decoder, Decoder.Moment.WHOLE, skipSpecial);
    for (int id : ids) {
      text.append(stream.push(id));
    }
    return text.append(stream.finish()).toString();
  }

  @Override
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public TextStream stream(boolean skipSpecial) {
    return new DecodedStream(vocabulary, decoder, Decoder.Moment.STREAM, skipSpecial);
  }
}
