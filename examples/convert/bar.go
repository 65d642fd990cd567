package main

import (
	"io"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"talentgraph.example/examples/internal/terminal"
	"talentgraph.example/loader"
)

// showAfter is how long a file takes before it gets a bar.
const showAfter = 300 * time.Millisecond

// bars shows the progress of long files on a terminal, and nothing elsewhere.
type bars struct {
	terminal io.Writer // nil: none
	progress *mpb.Progress
	bar      *mpb.Bar
}

func newBars(w io.Writer) *bars {
	f, ok := terminal.Of(w)
	if !ok {
		return &bars{}
	}
	return &bars{terminal: f}
}

// show is called by the loader ten times a second.
func (b *bars) show(p loader.Progress) {
	if b.terminal == nil || p.Elapsed < showAfter && b.bar == nil {
		return
	}
	done, total := p.Bytes, p.Size
	if p.TotalQuads > 0 {
		done, total = p.Quads, p.TotalQuads
	}
	if b.bar == nil {
		b.begin(p, total)
	}
	b.bar.SetCurrent(min(done, max(total, 1)))
	if p.Done {
		b.end()
	}
}

// begin makes a bar, or for a stream of unknown length something that turns.
func (b *bars) begin(p loader.Progress, total int64) {
	b.progress = mpb.New(mpb.WithOutput(b.terminal), mpb.WithWidth(40), mpb.WithAutoRefresh())
	unit := decor.CountersKibiByte("% .1f / % .1f")
	if p.TotalQuads > 0 {
		unit = decor.CountersNoUnit("%d / %d quads")
	}
	decorators := []mpb.BarOption{
		mpb.PrependDecorators(decor.Name(terminal.Plain(p.File) + " ")),
		mpb.AppendDecorators(unit, decor.Name(" "), decor.Elapsed(decor.ET_STYLE_MMSS)),
		mpb.BarRemoveOnComplete(),
	}
	if total > 0 {
		b.bar = b.progress.AddBar(total, decorators...)
	} else {
		b.bar = b.progress.AddSpinner(0, decorators...)
	}
}

// end takes the bar away.
func (b *bars) end() {
	if b.bar == nil {
		return
	}
	b.bar.Abort(true)
	b.progress.Wait()
	b.bar, b.progress = nil, nil
}
