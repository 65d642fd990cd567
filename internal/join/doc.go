// Package join finds which reports tell one event. A report is what one claim says of a passage between two ends at
// some time: of a move its origin and destination, of a post the organization and the role. All reports given to
// [Events] are of one person, or of whoever else the events happen to.
//
// Two reports are compatible if neither end contradicts (each is equal, missing in one, or part of the other's), their
// spans share a day, and not one of them stays within an organization while the other passes between two. They are
// neighbours if they are compatible and share an end that both know. A report that has one end only so joins one that
// has both, but not one that has the other end only, unless halves are asked for.
//
// An event is a set of reports that are linked by neighbours and of which all pairs are compatible. A report with two
// neighbours that are not compatible with each other fits two events: it joins neither, and is told as a [Doubt]. So the
// events are a function of the set of reports; their order has no say.
//
// Time and memory grow with n log n of the reports that differ: neighbours are looked up by their ends and in time,
// and no report is asked for more than 256 of them.
package join
