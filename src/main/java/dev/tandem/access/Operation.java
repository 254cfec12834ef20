package dev.tandem.access;

import dev.tandem.principal.Anonymous;
import dev.tandem.principal.OperationFamily;
import dev.tandem.principal.Permission;
import dev.tandem.principal.Requires;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A resource method as requests see it.
 *
 * @param method HTTP method
 * @param path its path, parameters in braces without their patterns
 * @param required what who calls it must be allowed; empty: anybody may
 * @param family what it is counted with
 * @param streamed whether it reads its body as that arrives
 */
record Operation(String method, String path, Optional<Permission> required, OperationFamily family, boolean streamed) {

    private static final Pattern PARAMETER = Pattern.compile("\\{\\s*([^:}\\s]+)[^}]*}");
    private static final Pattern SLASHES = Pattern.compile("/{2,}");

    /** Reads the annotations of a resource method, {@code root} being the path of its class; one that does not say who may call it is our mistake. */
    static Operation of(String root, Method method) {
        Requires requires = method.getAnnotation(Requires.class);
        boolean anonymous = method.isAnnotationPresent(Anonymous.class);
        if ((requires == null) != anonymous) {
            throw new IllegalStateException(method + " must bear either @Requires or @Anonymous");
        }
        String path = path(root, method.getAnnotation(Path.class));
        if (anonymous && path.contains("{")) {
            throw new IllegalStateException(method + " is @Anonymous, so its path must be literal");
        }
        Optional<Permission> required = Optional.ofNullable(requires).map(Requires::value);
        return new Operation(verb(method), path, required, OperationFamily.of(path), streams(method));
    }

    private static boolean streams(Method method) {
        return List.of(method.getParameterTypes()).contains(InputStream.class);
    }

    private static String verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(each -> each.annotationType().getAnnotation(HttpMethod.class))
                .flatMap(each -> Optional.ofNullable(each).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(method + " has no HTTP method"))
                .value();
    }

    private static String path(String root, @Nullable Path ofMethod) {
        String whole = "/" + root + (ofMethod == null ? "" : "/" + ofMethod.value());
        String plain =
                SLASHES.matcher(PARAMETER.matcher(whole).replaceAll("{$1}")).replaceAll("/");
        return plain.length() > 1 && plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
    }
}
