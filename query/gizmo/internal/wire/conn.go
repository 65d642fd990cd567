package wire

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"sync"
)

// A Frame is one message: its kind, and its body.
type Frame struct {
	Kind byte
	Body []byte
}

// A Conn carries frames. One goroutine at a time may read; any may write.
type Conn struct {
	in   *bufio.Reader
	most int // bytes of a body that comes in

	mu  sync.Mutex // guards out
	out *bufio.Writer
}

const (
	buffered  = 64 << 10
	headBytes = 5
)

// NewConn makes a Conn that takes frames of up to most bytes.
func NewConn(in io.Reader, out io.Writer, most int) *Conn {
	return &Conn{in: bufio.NewReaderSize(in, buffered), most: most, out: bufio.NewWriterSize(out, buffered)}
}

// Limit sets how many bytes a frame that comes in may have.
func (c *Conn) Limit(most int) { c.most = most }

// Ahead tells that more has come than was read.
func (c *Conn) Ahead() bool { return c.in.Buffered() > 0 }

// Read gives the next frame, whose body is the caller's.
func (c *Conn) Read() (Frame, error) {
	var head [headBytes]byte
	if _, err := io.ReadFull(c.in, head[:]); err != nil {
		return Frame{}, err
	}
	n := int64(binary.LittleEndian.Uint32(head[:4]))
	if n > int64(c.most) {
		return Frame{}, fmt.Errorf("%w: %d bytes, where %d are the most", ErrBroken, n, c.most)
	}
	body := make([]byte, 0, min(n, buffered))
	for int64(len(body)) < n {
		// It grows by what has come, not by what was promised.
		part := min(n-int64(len(body)), max(buffered, int64(len(body))))
		from := len(body)
		body = append(body, make([]byte, part)...)
		if _, err := io.ReadFull(c.in, body[from:]); err != nil {
			return Frame{}, io.ErrUnexpectedEOF
		}
	}
	return Frame{head[4], body}, nil
}

// Write puts a frame into the buffer, which is sent when it is full.
func (c *Conn) Write(kind byte, body []byte) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.write(kind, body)
}

func (c *Conn) write(kind byte, body []byte) error {
	if int64(len(body)) > 1<<32-1 {
		return fmt.Errorf("a frame of %d bytes cannot be written", len(body))
	}
	var head [headBytes]byte
	binary.LittleEndian.PutUint32(head[:4], uint32(len(body)))
	head[4] = kind
	if _, err := c.out.Write(head[:]); err != nil {
		return err
	}
	_, err := c.out.Write(body)
	return err
}

// Send writes a frame, and sends all that has been written.
func (c *Conn) Send(kind byte, body []byte) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.write(kind, body); err != nil {
		return err
	}
	return c.out.Flush()
}

// Flush sends what has been written.
func (c *Conn) Flush() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.out.Flush()
}
