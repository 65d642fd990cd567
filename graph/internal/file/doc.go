// Package file keeps a graph in one file: arrays as they lie in memory, and behind them a log of changes. It knows
// nothing of quads: a section is an array of numbers or text with a kind, a change is bytes with a version. What they
// mean is the business of package store.
//
// # Layout
//
// All numbers are little-endian. Pages have 4,096 bytes. Sums are CRC-32C. "From x" says with what a sum begins.
//
//	page 0, the head
//	   0  "TGRAPH\r\n"
//	   8  format u32: 1. Whatever a later format changes, it keeps this, the magic and the page's sum where they are
//	  12  byte order u32: 0x01020304
//	  16  page size u32: 4096
//	  20  number of sections u32
//	  24  generation u64: how often the file was written anew, from 1
//	  32  graph id, 16 bytes: the same in all generations and copies
//	  48  file id, 16 bytes: random, another one in each generation and copy
//	  64  key of the hashes, 16 bytes
//	  80  version of the base u64
//	  88  quads u64, 96 terms u64: in the base
//	 104  log begins at u64
//	 112  number of the hash function u32, 116 number of what names are, and of their folding u32
//	 128  table, 32 bytes a section: kind u32, sum u32, offset u64, length in bytes u64, elements u64
//	4092  sum of the page up to here
//
//	page 1, the end page
//	   0  state u32: 1 open, 2 closed
//	   4  process u32: the id of the last writer's
//	   8  log ends at u64, 16 last version u64, 24 chained sum u32: when the state was written
//	  28  sum of these 28 bytes and the file id
//	 512  "made, not named\n" until the file is written under its own name, then zeros
//	1024  the head's first 3,068 bytes and its sum once more, for who salvages; zeros if the table is longer, and in older files
//
//	sections, each from a page's begin on, in the order of the table, one behind the other
//
//	log, from the page behind them on: records, one behind the other
//	   0  length n of the payload u32
//	   4  own sum u32: of bytes 8 to 20+n, from the head's sum
//	   8  version u64: that of the record before (or of the base) and one
//	  16  kind u8: 1, a change
//	  17  unsynced u24: how many records before this one may not have been on the disk when it was written
//	  20  payload
//	20+n  chained sum u32: of bytes 8 to 20+n, from the chained sum of the record before (or the head's sum)
//	      zeros up to a multiple of 8
//
// A kind of section with its highest bit set may be passed over by who does not know it. Anything else that is unknown
// is ErrNewer. The own sum says that a record is whole; the chained one that it is the next. Both hang on the head's
// sum, and with that on the file id: no record of another file or generation fits.
//
// # A life
//
// The first change sets the end page to open, and syncs. A change is one write behind the last one, over zeros that lie
// ready, and one sync. Close cuts the zeros off, syncs, sets the end page to closed, syncs. A closed file is whole or
// damaged, and so is one whose end page has a wrong sum, for that page is only written when the log ends with the file.
// In an open one, what follows the last whole record is a change that was under way, unless a later record says
// that the missing one was on the disk before (see unsynced): that is damage. With a sync for each change unsynced is 0;
// where changes share a sync, or wait for none, several may be lost at once, the later ones without the earlier ones'
// being damage.
//
// A file that was not closed is recovered by the next writer: its log is written once more, what is torn is cut off, and
// it is closed. A reader only stops in time.
//
// # Generations
//
// [File.Rewrite] writes the file anew under PATH.new, with all changes in its base but the latest, which are added while
// appends wait. It is synced, gets the name PATH, and the folder is synced. So PATH is always a whole generation. A
// PATH.new that says that it has no name was left behind, and is removed; any other one is not ours.
//
// # Who opens
//
// A writer holds the lock of the file itself (see package disk) from Open to Close; readers take none. Locks do not work
// over NFS. A writer compares the name with its file at each change, since somebody may have removed or replaced it.
package file
