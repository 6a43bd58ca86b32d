package io.medicaledu.kernel;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/** Remembers what was read in the current transaction, so that it is read once. */
public final class TransactionMemory {

    private static final String RESOURCE = TransactionMemory.class.getName();

    private TransactionMemory() {}

    /**
     * @param key what is read; equal keys have the same value
     * @param read reads it the first time
     */
    @SuppressWarnings("unchecked") // a key belongs to one kind of value
    public static <T> T get(Object key, Supplier<T> read) {
        if (!CurrentUnitOfWork.isStarted()) {
            return read.get();
        }
        Map<Object, Object> known =
                CurrentUnitOfWork.get().root().getOrComputeResource(RESOURCE, any -> new HashMap<>());
        T value = (T) known.get(key);
        if (value == null) {
            value = read.get();
            known.put(key, value);
        }
        return value;
    }
}
