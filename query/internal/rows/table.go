package rows

import "talentgraph.example/graph"

// A Table holds rows of equal width, in the order in which they were added. Rows can be found by their first columns,
// the key. Its memory is charged to a budget before it is used.
type Table struct {
	budget *Budget
	width  int // columns of a row
	key    int // columns of the key
	cells  []graph.ID
	count  int
	heads  []uint32 // by hash: 1 + the row added last, or 0
	links  []uint32 // by row: 1 + the row before it with the same place among heads, or 0
	taken  int64
}

// NewTable makes an empty table; key is how many columns it can be asked by, 0 for none.
func NewTable(b *Budget, width, key int) *Table {
	return &Table{budget: b, width: width, key: key}
}

// Len is the number of rows.
func (t *Table) Len() int { return t.count }

// Row gives a row, which must not be changed.
func (t *Table) Row(i int) []graph.ID { return t.cells[i*t.width : (i+1)*t.width : (i+1)*t.width] }

// Reset takes all rows out and gives the memory back.
func (t *Table) Reset() {
	_ = t.budget.Take(-t.taken)
	*t = Table{budget: t.budget, width: t.width, key: t.key}
}

// Empty takes all rows out and keeps the memory for others.
func (t *Table) Empty() {
	t.cells, t.links, t.count = t.cells[:0], t.links[:0], 0
	clear(t.heads)
}

// Add adds a row and gives its index.
func (t *Table) Add(row []graph.ID) (int, error) {
	if err := t.grow(); err != nil {
		return 0, err
	}
	i := t.count
	t.cells = append(t.cells, row...)
	t.count++
	if t.key > 0 {
		h := t.hash(row)
		t.links = append(t.links, t.heads[h])
		t.heads[h] = uint32(i + 1)
	}
	return i, nil
}

// Put adds a row unless one with the same key is there, and gives the index of the row with that key.
func (t *Table) Put(row []graph.ID) (i int, added bool, err error) {
	if i = t.Find(row); i >= 0 {
		return i, false, nil
	}
	i, err = t.Add(row)
	return i, true, err
}

// Find gives the row added last among those with a key; -1 for none.
func (t *Table) Find(key []graph.ID) int {
	if t.count == 0 {
		return -1
	}
	if t.key == 0 {
		return t.count - 1
	}
	return t.from(t.heads[t.hash(key)], key)
}

// Next gives the row before i with the same key; -1 for none.
func (t *Table) Next(i int, key []graph.ID) int {
	if t.key == 0 {
		return i - 1
	}
	return t.from(t.links[i], key)
}

func (t *Table) from(i uint32, key []graph.ID) int {
	for ; i > 0; i = t.links[i-1] {
		at := int(i-1) * t.width
		same := true
		for k := 0; k < t.key && same; k++ {
			same = t.cells[at+k] == key[k]
		}
		if same {
			return int(i - 1)
		}
	}
	return -1
}

func (t *Table) hash(key []graph.ID) uint32 {
	h := uint64(0)
	for k := range t.key {
		h = (h ^ uint64(key[k])) * 0x9E3779B97F4A7C15
		h ^= h >> 29
	}
	return uint32(h>>32) & uint32(len(t.heads)-1)
}

// grow makes room for one more row.
func (t *Table) grow() error {
	if need := (t.count + 1) * t.width; need > cap(t.cells) {
		room := max(need, 2*cap(t.cells), 64)
		if err := t.take(int64(room-cap(t.cells)) * 4); err != nil {
			return err
		}
		t.cells = append(make([]graph.ID, 0, room), t.cells...)
	}
	if t.key == 0 || t.count < len(t.heads) {
		return nil
	}
	room := max(64, 2*len(t.heads))
	if err := t.take(int64(room-len(t.heads)) * 8); err != nil {
		return err
	}
	t.heads = make([]uint32, room)
	t.links = append(make([]uint32, 0, room), t.links...)
	for i := range t.count {
		h := t.hash(t.cells[i*t.width:])
		t.links[i] = t.heads[h]
		t.heads[h] = uint32(i + 1)
	}
	return nil
}

func (t *Table) take(bytes int64) error {
	t.taken += bytes
	return t.budget.Take(bytes)
}
