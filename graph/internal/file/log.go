package file

import (
	"context"
)

// A logState is what was found in a log.
type logState struct {
	mark
	closed bool // the end page says that the file is whole, and it is
	torn   bool // there is a part of a record behind the mark
}

// readLog goes through the log and judges it, or reads it up to a version only.
//
//	end page                     log                                           result
//	closed                       ends at the mark, and so does the file        whole
//	                             anything else                                 damage
//	its sum is wrong             ends with a record, and so does the file      whole, for all one knows
//	                             anything else                                 damage
//	open                         a bad record, zeros or torn bytes behind it   the log ends before it
//	                             a bad record, and a later one behind it       damage
//	                             ends before the mark                          damage
//
// A later record is one that was written when the bad one was on the disk already. A torn end page, if there is such a
// thing within a sector, was written when the file was whole: before it grew, or after it was cut.
func (g *generation) readLog(ctx context.Context, until *uint64) (logState, error) {
	end, ok, err := g.readEnd()
	if err != nil {
		return logState{}, err
	}
	size, err := g.file.Size()
	if err != nil {
		return logState{}, g.at("log", g.log, 0, err)
	}
	closed := ok && end.state != stateOpen
	s := newScanner(ctx, g.file, g.headPage, g.start(), size)
	for until == nil || s.version < *until {
		r, err := s.next()
		if err != nil {
			return logState{}, g.at("record", s.end, s.version, err)
		}
		if r == nil {
			break
		}
	}
	l := logState{mark: s.mark, closed: closed}
	if until != nil {
		if s.version != *until {
			return l, g.at("record", s.end, s.version, reason{"there is no version " + number(*until), ErrGone})
		}
		return l, nil
	}
	switch {
	case closed && l.mark != end.mark:
		return l, g.at("record", s.end, s.version, damage("the file was closed at byte %d, version %d", end.end, end.version))
	case closed && size != l.end:
		return l, g.at("end", l.end, s.version, damage("the file was closed here, and ends at byte %d", size))
	case !ok && size != l.end:
		return l, g.at("end page", endPageAt, s.version, damage("its sum is wrong, and the changes behind byte %d are not whole", l.end))
	case closed || !ok:
		return l, nil
	case l.end < end.end || l.version < end.version:
		return l, g.at("record", s.end, s.version, damage("the log was whole up to byte %d, version %d", end.end, end.version))
	}
	lost, torn, err := s.lost()
	if err != nil {
		return l, g.at("record", s.end, s.version, err)
	}
	if lost > 0 {
		return l, g.at("record", s.end, s.version, damage("a later change is whole at byte %d", lost))
	}
	l.torn = torn
	return l, nil
}
