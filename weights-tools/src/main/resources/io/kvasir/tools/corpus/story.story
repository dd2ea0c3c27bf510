# The grammar of the corpus.
#
# A line that begins with a space continues the line before. Nouns:
#
#   names POOL she|he|it: Mia Anna        names of a pool, with their pronoun
#   kind fox otter: x2 pool=POOL tag      kinds of named characters; x2: drawn twice as often as others
#   person|beast|object|item|sound baker: tag   other nouns, one word each
#   place market: in=at tag               in: the preposition of "at the market"
#
# Rules have alternatives, one after each dash; the parameters name roles of the caller.
#
#   rule NAME role role
#   - 2x (hero is animal, not home, not friend is tiny, hero like friend) let thing: object toy; Text.
#
# An alternative begins with its weight, the guards that must all hold (the tag, whether the role is cast at
# all, whether two characters share a pronoun, whether a scene may be told of two
# nouns: "big may fit box"), and what it draws: "let role: type tags;" until the rule ends,
# "set role: type tags;" until the story ends, "set flag;" to remember something, "scene;" and
# "scene role role;" for a scene. Wishes: toy light/small !big. Then the text:
#
#   [a|b]  one of several     <rule role>  another rule     //  a new paragraph
#   {hero} name or noun       {Hero}  with a capital        {hero.he} .him .his .himself .kind  {where.in}
#   {hero.trait}  rule "trait" told about the hero, once in a story; afterwards it is repeated
#
# "a" becomes "an" where it must. Names and nouns are never written out in a template: they are cast, so
# that the first mention is always "a ball" or "named Mia", and every later one "the ball" or "Mia".
#
# Two friends who are introduced before the tale change places in half of the tales ("quarrel-told friend hero"), and
# "Mia and Tom" are "Tom and Mia" as often: whoever is named second can only be told from who was named first.
# "stayed" is set where the hero need not go home.
#
# A scene is a sentence that ends in "because it was", about two nouns: see scenes.story.

rule story
- let hero: character alive; <plot-list hero>
- let hero: character; <plot-letter hero>
- let hero: character alive; <plot-trade hero>
- let hero: character; <plot-basket hero>
- let hero: character; <plot-lost hero>
- let hero: character; <plot-stuck hero>
- let hero: character; <plot-broken hero>
- let hero: character; <plot-key hero>
- let hero: character; <plot-newcomer hero>
- let hero: character; <plot-quarrel hero>
- let hero: character; <plot-race hero>
- let hero: character; <plot-hide hero>
- let hero: character; <plot-rescue hero>
- let hero: character; <plot-build hero>
- let hero: character alive; <plot-seed hero>
- let hero: character; <plot-show hero>
- let hero: character; <plot-gift hero>
- let hero: character alive; <plot-fear hero>
- let hero: character alive; <plot-noise hero>
- let hero: character; <plot-gate hero>
- let hero: character; <plot-storm hero>
- let hero: character; <plot-map hero>
- let hero: character; <plot-pack hero>
- 2x let hero: character alive; <plot-song hero>
