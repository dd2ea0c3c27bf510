package io.kvasir.tokenizer.pipeline;

/**
 * A token that is found in the text before anything else happens to it.
 *
 * @param id its id
 * @param content the text that stands for it
 * @param singleWord only where no letter, digit or the like touches it
 * @param stripLeft takes white space before it along
 * @param stripRight takes white space behind it along
 * @param normalized whether it is looked for after normalisation
 * @param special whether it is a mark and no text
 */
public record AddedToken(
    int id,
    String content,
    boolean singleWord,
    boolean stripLeft,
    boolean stripRight,
    boolean normalized,
    boolean special) {}
