# Where. in: the preposition of "in the forest". home: somebody lives there; human, animal, machine: who.
# water, high, dark, wild, town, farm, outdoors: what it is like; deep: one can be deep in it; shelter: from a storm.

place forest: in=in outdoors wild trees deep
place park: in=in outdoors town trees
place garden: in=in outdoors plants
place meadow: in=in outdoors plants open
place field: in=in outdoors plants open
place orchard: in=in outdoors trees plants
place valley: in=in outdoors wild open deep
place market: in=at town people
place bakery: in=in town people
place library museum: in=in town people
place school: in=at town people
place station: in=at town people
place harbor: in=at water people
place playground: in=at outdoors town
place beach: in=on outdoors water open
place lake pond river: in=by outdoors water cross
place stream: in=by outdoors water cross
place waterfall: in=by outdoors water wild
place island: in=on outdoors water wild
place hill: in=on outdoors high open
place mountain: in=on outdoors high wild
place cliff: in=on outdoors high wild
place bridge: in=on outdoors high
place tower lighthouse: in=in high shelter
place castle palace: in=in town shelter
place cave: in=in dark wild shelter deep
place tunnel: in=in dark shelter deep
place cellar: in=in dark inside deep
place attic: in=in dark inside
place farm: in=on outdoors plants
place barn: in=in inside shelter
place mill: in=at outdoors
place theater: in=in town people
place circus: in=at town people
place swamp: in=in outdoors wild deep
place jungle: in=in outdoors wild trees deep
place desert: in=in outdoors wild open

place house cottage cabin hut farmhouse: in=in home human
place burrow den nest lair: in=in home animal
place shed garage workshop: in=in home machine
