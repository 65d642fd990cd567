// Package disk is the file system as a durable file needs it: little enough that a test can put a simulated disk in
// its place (see disktest), which forgets, tears and refuses what it is given.
//
// [OS] is the real one. What it promises differs a little from system to system:
//
//	             sync           folder sync   lock         map    replacing an open file
//	Linux        fdatasync      yes           flock        yes    yes
//	macOS        F_FULLFSYNC    yes           flock        yes    yes
//	BSD          fsync          yes           flock        yes    yes
//	Windows      Flush…Buffers  not needed    LockFileEx   no     NTFS of Windows 10 and later
//	others       fsync          yes           no           no     yes
package disk
