package dev.tandem.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** CONFIG.md says what the code says. To write it anew: {@code -DwriteConfigDocument=true}. */
class ConfigDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "CONFIG.md");

    @Test
    void theDocumentIsCurrent() throws IOException {
        if (Boolean.getBoolean("writeConfigDocument")) {
            Files.writeString(DOCUMENT, document());
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(document());
    }

    private static String document() {
        String prefix = TandemConfig.class.getAnnotation(ConfigMapping.class).prefix();
        return """
                # Configuration

                Every key can be given as a system property (`-Dtandem.domain=…`), in the environment (`TANDEM_DOMAIN`), or in \
                `config/application.properties` beside the jar. All are read and checked at start. This page is generated from \
                `TandemConfig`; a test keeps it current.

                | key | default | unit or form | |
                |---|---|---|---|
                | `quarkus.http.port` | `8080` | port | Plain HTTP: console and REST for clients on this machine; others are sent to HTTPS. |
                | `quarkus.http.ssl-port` | `8443` | port | HTTPS and secure WebSocket, for everybody. |
                """ + keys(prefix, TandemConfig.class).collect(Collectors.joining());
    }

    private static Stream<String> keys(String prefix, Class<?> group) {
        return Arrays.stream(group.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .sorted(Comparator.comparing((Method method) ->
                                method.getReturnType().getPackage() == TandemConfig.class.getPackage())
                        .thenComparing(Method::getName))
                .flatMap(method -> rows(prefix + "." + kebab(method.getName()), method));
    }

    private static Stream<String> rows(String key, Method method) {
        if (method.getReturnType().isInterface()) {
            return keys(key, method.getReturnType());
        }
        About about = method.getAnnotation(About.class);
        assertThat(about).as("@About of " + key).isNotNull();
        String given = Optional.ofNullable(method.getAnnotation(WithDefault.class))
                .map(WithDefault::value)
                .map(value -> "`" + value + "`")
                .orElse("unset");
        return Stream.of("| `" + key + "` | " + given + " | " + about.unit() + " | " + about.value() + " |\n");
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
