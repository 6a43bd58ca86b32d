package io.medicaledu.shared.query;

import io.medicaledu.shared.Page;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import org.axonframework.messaging.responsetypes.ResponseType;

/** Axon's own response types do not match a handler that answers a {@code Page<Something>}. */
final class PageResponseType<T> implements ResponseType<Page<T>> {

    private static final long serialVersionUID = 1L;

    private final Class<T> items;

    PageResponseType(Class<T> items) {
        this.items = items;
    }

    @Override
    public boolean matches(Type responseType) {
        return responseType instanceof ParameterizedType page
                && page.getRawType().equals(Page.class)
                && page.getActualTypeArguments()[0].equals(items);
    }

    @Override
    @SuppressWarnings("unchecked") // there is no class object of a generic type
    public Class<Page<T>> responseMessagePayloadType() {
        return (Class<Page<T>>) (Class<?>) Page.class;
    }

    @Override
    public Class<?> getExpectedResponseType() {
        return Page.class;
    }
}
