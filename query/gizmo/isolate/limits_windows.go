package isolate

import (
	"os"
	"syscall"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

// What Windows holds a child to: a job, which has one process, limits its memory, and ends it with the parent.

func attributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{HideWindow: true, CreationFlags: windows.CREATE_NEW_PROCESS_GROUP}
}

// confine has nothing to give up: the parent puts the child into a job before it begins.
func confine(int64) {}

// processorTime holds nothing: the parent ends the job.
func processorTime(time.Duration) {}

type watched struct{ job windows.Handle }

// began is how many bytes a child may use before it has begun.
const began = 128 << 20

// watch puts a child into a job. Where the system refuses one, the child looks at itself.
func watch(p *os.Process, memory int64) watched {
	job, err := windows.CreateJobObject(nil, nil)
	if err != nil {
		return watched{}
	}
	info := windows.JOBOBJECT_EXTENDED_LIMIT_INFORMATION{ProcessMemoryLimit: uintptr(memory + began)}
	info.BasicLimitInformation.LimitFlags = windows.JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE | windows.JOB_OBJECT_LIMIT_ACTIVE_PROCESS | windows.JOB_OBJECT_LIMIT_PROCESS_MEMORY
	info.BasicLimitInformation.ActiveProcessLimit = 1
	_, err = windows.SetInformationJobObject(job, windows.JobObjectExtendedLimitInformation, uintptr(unsafe.Pointer(&info)), uint32(unsafe.Sizeof(info)))
	if err == nil {
		var process windows.Handle
		if process, err = windows.OpenProcess(windows.PROCESS_SET_QUOTA|windows.PROCESS_TERMINATE, false, uint32(p.Pid)); err == nil {
			err = windows.AssignProcessToJobObject(job, process)
			_ = windows.CloseHandle(process)
		}
	}
	if err != nil {
		_ = windows.CloseHandle(job)
		return watched{}
	}
	return watched{job}
}

func (watched) resident() int64               { return 0 }
func (watched) begin(int64) int64             { return 0 }
func (watched) refused(*os.ProcessState) bool { return false }

func (w watched) close() {
	if w.job != 0 {
		_ = windows.CloseHandle(w.job)
	}
}
