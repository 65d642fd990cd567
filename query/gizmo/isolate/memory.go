package isolate

import "runtime/metrics"

// mapped is how many bytes Go has from the system, as debug.SetMemoryLimit counts them.
func mapped() int64 {
	samples := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(samples)
	total := int64(0)
	if samples[0].Value.Kind() == metrics.KindUint64 && samples[1].Value.Kind() == metrics.KindUint64 {
		total = int64(samples[0].Value.Uint64() - samples[1].Value.Uint64())
	}
	return total
}
