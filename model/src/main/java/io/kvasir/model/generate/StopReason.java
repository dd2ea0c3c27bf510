package io.kvasir.model.generate;

/** Why a generation ended. */
public enum StopReason {
  /** The model said that the text is complete. */
  END_TOKEN,
  /** As many tokens as were asked for. */
  LENGTH,
  /** One of the stop strings appeared. */
  STOP_STRING,
  /** Prompt and output fill the context. */
  CONTEXT_FULL
}
