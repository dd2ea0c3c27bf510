package io.kvasir.tools.corpus;

import java.util.List;

/** Alternatives under a name, with the names under which the caller's roles are known in them. */
record Rule(String name, List<String> parameters, Node.Choice body) {}
