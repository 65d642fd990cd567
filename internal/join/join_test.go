package join

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// someReports makes reports of a few passages, among a dozen organizations of which some are parts of others.
func someReports(r *rand.Rand, n int) []Report {
	spans := []Span{Always, {20240101, 20241231}, {20240301, 20240331}, {20240315, 20240315}, {20240501, 20240531}, {20250101, 20251231}, {20240201, 20240430}, {20230601, 20240310}}
	kinds := []Kind{Unknown, Unknown, Passage, Within}
	var reports []Report
	for range n {
		report := Report{From: r.Int32N(5), To: r.Int32N(5), Span: spans[r.IntN(len(spans))], Kind: kinds[r.IntN(len(kinds))]}
		if r.IntN(6) == 0 {
			report.Event = 1 + r.Int32N(2)
		}
		if report.ends() == 0 && report.Event == 0 {
			report.From = 1
		}
		reports = append(reports, report)
	}
	return reports
}

// above says that 2 and 3 are parts of 1, and 4 one of 2.
func above(end int32) []int32 {
	return map[int32][]int32{2: {1}, 3: {1}, 4: {2, 1}}[end]
}

// naive joins by the words of the package's doc, comparing all with all.
func naive(reports []Report, o Options) (event []int, apart map[int]bool) {
	j := &joiner{o: o}
	var shapes []Report
	for _, r := range reports {
		if !slices.Contains(shapes, r) {
			shapes = append(shapes, r)
		}
	}
	// A thing is a free shape, or all shapes of one given event.
	var things [][]Report
	given := map[int32]int{}
	for _, s := range shapes {
		if at, ok := given[s.Event]; ok && s.Event != 0 {
			things[at] = append(things[at], s)
			continue
		}
		given[s.Event] = len(things)
		things = append(things, []Report{s})
	}
	isGiven := func(t []Report) bool { return t[0].Event != 0 }
	compatible := func(a, b []Report) bool {
		if isGiven(a) && isGiven(b) {
			return false
		}
		for _, x := range a {
			for _, y := range b {
				if !j.compatible(x, y) {
					return false
				}
			}
		}
		return true
	}
	near := func(a, b []Report) bool {
		if !compatible(a, b) {
			return false
		}
		for _, x := range a {
			for _, y := range b {
				if j.neighbours(x, y) {
					return true
				}
			}
		}
		return false
	}
	apart = map[int]bool{}
	for i, t := range things {
		for a := range things {
			for b := range things {
				if !isGiven(t) && a != b && a != i && b != i && near(t, things[a]) && near(t, things[b]) && !compatible(things[a], things[b]) {
					apart[i] = true
				}
			}
		}
	}
	group := make([]int, len(things))
	for i := range group {
		group[i] = i
	}
	for range things {
		for a := range things {
			for b := range things {
				if a != b && !apart[a] && !apart[b] && near(things[a], things[b]) {
					group[a] = min(group[a], group[b])
					group[b] = group[a]
				}
			}
		}
	}
	for root := range things {
		bad := false
		for a := range things {
			for b := range a {
				bad = bad || group[a] == root && group[b] == root && !compatible(things[a], things[b])
			}
		}
		for a := range things {
			if bad && group[a] == root && !isGiven(things[a]) {
				apart[a] = true
			}
		}
	}
	out := map[int]bool{}
	first := map[string]int{}
	for i, r := range reports {
		thing := slices.IndexFunc(things, func(t []Report) bool { return slices.Contains(t, r) })
		key := fmt.Sprint("group ", group[thing])
		if apart[thing] {
			key = fmt.Sprint("alone ", thing)
			out[i] = true
		}
		if _, ok := first[key]; !ok {
			first[key] = i
		}
		event = append(event, first[key])
	}
	return event, out
}

func TestEventsAgainstLoops(t *testing.T) {
	for seed := range uint64(500) {
		r := rand.New(rand.NewPCG(seed, 1))
		reports := someReports(r, 1+r.IntN(26))
		o := Options{Above: above, Halves: seed%2 == 1}
		wanted, apart := naive(reports, o)
		got, doubts, err := Events(context.Background(), reports, o)
		require.NoError(t, err)
		require.Equal(t, wanted, got, "seed %d: %+v", seed, reports)
		told := map[int]bool{}
		for _, d := range doubts {
			told[d.Report] = true
			assert.NotEqual(t, got[d.Report], got[d.One])
		}
		require.Equal(t, apart, told, "seed %d", seed)
	}
}

func TestOrderHasNoSay(t *testing.T) {
	for seed := range uint64(100) {
		r := rand.New(rand.NewPCG(seed, 2))
		reports := someReports(r, 30)
		order := r.Perm(len(reports))
		shuffled := make([]Report, len(reports))
		for i, at := range order {
			shuffled[i] = reports[at]
		}
		first, _, err := Events(context.Background(), reports, Options{Above: above})
		require.NoError(t, err)
		second, _, err := Events(context.Background(), shuffled, Options{Above: above})
		require.NoError(t, err)
		for i := range order {
			for k := range order {
				require.Equal(t, first[order[i]] == first[order[k]], second[i] == second[k], "seed %d", seed)
			}
		}
	}
}

func TestWhatIsOneEvent(t *testing.T) {
	year, march, may := Span{20240101, 20241231}, Span{20240301, 20240331}, Span{20240501, 20240531}
	for name, c := range map[string]struct {
		reports []Report
		wanted  []int
		doubts  int
	}{
		"a year has its month in it":            {[]Report{{From: 5, To: 6, Span: year}, {From: 5, To: 6, Span: march}}, []int{0, 0}, 0},
		"two months are two moves":              {[]Report{{From: 5, To: 6, Span: may}, {From: 5, To: 6, Span: march}}, []int{0, 1}, 0},
		"a year of two months is either":        {[]Report{{From: 5, To: 6, Span: may}, {From: 5, To: 6, Span: march}, {From: 5, To: 6, Span: year}}, []int{0, 1, 2}, 1},
		"one end joins both":                    {[]Report{{From: 5, Span: year}, {From: 5, To: 6, Span: march}, {To: 6, Span: Always}}, []int{0, 0, 0}, 0},
		"two halves stay two":                   {[]Report{{From: 5, Span: march}, {To: 6, Span: march}}, []int{0, 1}, 0},
		"one end with two destinations":         {[]Report{{From: 5, Span: year}, {From: 5, To: 6, Span: march}, {From: 5, To: 7, Span: may}}, []int{0, 1, 2}, 1},
		"a unit is its organization":            {[]Report{{From: 4, To: 6}, {From: 1, To: 6}}, []int{0, 0}, 0},
		"two units are not each other":          {[]Report{{From: 4, To: 6}, {From: 3, To: 6}}, []int{0, 1}, 0},
		"an organization with two of its units": {[]Report{{From: 4, To: 6}, {From: 3, To: 6}, {From: 1, To: 6}}, []int{0, 1, 2}, 1},
		"a promotion is no arrival":             {[]Report{{From: 6, To: 6, Kind: Within}, {To: 6, Kind: Passage}}, []int{0, 1}, 0},
		"given events stay apart":               {[]Report{{From: 5, To: 6, Event: 1}, {From: 5, To: 6, Event: 2}}, []int{0, 1}, 0},
		"a report joins a given event":          {[]Report{{From: 5, To: 6, Event: 1}, {From: 5}}, []int{0, 0}, 0},
		"a report of two given events is apart": {[]Report{{From: 5, To: 6, Event: 1}, {From: 5, To: 6, Event: 2}, {From: 5}}, []int{0, 1, 2}, 1},
	} {
		got, doubts, err := Events(context.Background(), c.reports, Options{Above: above})
		require.NoError(t, err)
		assert.Equal(t, c.wanted, got, name)
		assert.Len(t, doubts, c.doubts, name)
	}
}

func TestHalves(t *testing.T) {
	march := Span{20240301, 20240331}
	for _, c := range []struct {
		a, b Report
		one  bool
	}{
		{Report{From: 5, Span: march}, Report{To: 6, Span: march}, true},
		{Report{From: 5, Span: march}, Report{To: 6, Span: Span{20240101, 20241231}}, false},
		{Report{From: 5, Span: march}, Report{To: 5, Span: march}, false},
		{Report{From: 5, Span: Always}, Report{To: 6, Span: Always}, false},
	} {
		got, _, err := Events(context.Background(), []Report{c.a, c.b}, Options{Halves: true})
		require.NoError(t, err)
		assert.Equal(t, c.one, got[1] == 0, "%+v %+v", c.a, c.b)
	}
}

// TestWorkGrowsAsReports counts how often reports are compared, in shapes of data that would tempt to compare all with all.
func TestWorkGrowsAsReports(t *testing.T) {
	const n = 4000
	day := func(i int) Span { d := 20000101 + i/28*100 + i%28; return Span{d, d} }
	for name, make := range map[string]func(i int) Report{
		"a move a day":      func(i int) Report { return Report{From: 5, To: 6, Span: day(i)} },
		"many destinations": func(i int) Report { return Report{From: 5, To: int32(10 + i)} },
		"long spans":        func(i int) Report { return Report{From: 5, To: 6, Span: Span{i, n + i}} },
		"a chain":           func(i int) Report { return Report{From: int32(i + 1), To: int32(i + 2)} },
		"one end each":      func(i int) Report { return Report{From: int32(i % 2 * 5), To: int32(5 - i%2*5), Span: day(i)} },
		"one without a time": func(i int) Report {
			return Report{From: 5, To: int32(6 + i%2*i), Span: map[bool]Span{true: Always, false: day(i)}[i == 0]}
		},
		"many given, one report": func(i int) Report { return Report{From: 5, To: 6, Event: int32(i)} },
	} {
		var reports []Report
		for i := range n {
			reports = append(reports, make(i))
		}
		j := newJoiner(reports, Options{})
		compared := 0
		for _, s := range j.shapes {
			j.index.candidates(s, func(int32) bool { compared++; return compared%(mostNeighbours+2) != 0 })
		}
		assert.Less(t, compared, n*(mostNeighbours+8), name)
		_, _, err := Events(context.Background(), reports, Options{})
		require.NoError(t, err)
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, _, err := Events(ctx, []Report{{From: 1, To: 2}}, Options{})
	assert.ErrorIs(t, err, context.Canceled)
}
