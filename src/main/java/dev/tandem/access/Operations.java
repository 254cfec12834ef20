package dev.tandem.access;

import jakarta.inject.Singleton;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All resource methods, read at start. One that does not say who may call it stops the start, so none is ever open, or shut,
 * by accident.
 */
@Provider
@Singleton
public class Operations implements DynamicFeature {

    private final Map<Method, Operation> byMethod = new ConcurrentHashMap<>();

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        Method method = resource.getResourceMethod();
        byMethod.put(
                method,
                Operation.of(
                        resource.getResourceClass().getAnnotation(Path.class).value(), method));
    }

    /** The operation that a request was matched with. */
    Operation of(ResourceInfo matched) {
        Operation operation = byMethod.get(matched.getResourceMethod());
        if (operation == null) {
            throw new IllegalStateException(matched.getResourceMethod() + " was not there at start");
        }
        return operation;
    }

    /** Whether a request for this normalised path may turn out to be for an operation that anybody may call. */
    boolean anonymous(String method, String path) {
        String declared = method.equals("HEAD") ? "GET" : method;
        return byMethod.values().stream()
                .filter(each -> each.required().isEmpty())
                .anyMatch(each -> each.method().equals(declared) && each.path().equals(path));
    }

    /** All of them. */
    Collection<Operation> all() {
        return List.copyOf(byMethod.values());
    }
}
