package io.kvasir.tools.corpus;

import java.util.List;

/**
 * One way to go on.
 *
 * @param id number in the order of the files, for coverage
 * @param where file and line, for messages
 * @param weight how often it is drawn, against the others whose guards hold
 * @param guards conditions, all of which must hold
 * @param statements what is drawn first
 * @param body what is told
 */
record Alternative(
    int id, String where, int weight, List<Guard> guards, List<Statement> statements, Node body) {}
