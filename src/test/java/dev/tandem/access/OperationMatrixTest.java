package dev.tandem.access;

import static dev.tandem.access.OperationMatrix.ask;
import static dev.tandem.access.OperationMatrix.expected;
import static dev.tandem.access.OperationMatrix.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.ServiceTest;
import dev.tandem.access.OperationMatrix.Credentials;
import dev.tandem.access.OperationMatrix.Documented;
import dev.tandem.access.OperationMatrix.Verdict;
import dev.tandem.identity.AccessTokens;
import dev.tandem.identity.Identities;
import dev.tandem.principal.Permission;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Every operation of the document and everybody who may come: what each is allowed. An operation that is added is in it
 * without being named here, but must be named in {@code permissions.txt}.
 */
@ServiceTest
class OperationMatrixTest {

    @Inject
    AccessKeys keys;

    @Inject
    Sessions sessions;

    @Inject
    Identities identities;

    @Inject
    AccessTokens tokens;

    @Inject
    Operations operations;

    @Inject
    Router router;

    @AfterEach
    void deleteWhatWasMade() {
        keys.list().stream()
                .map(AccessKey::name)
                .filter(name -> !name.equals(AccessKeys.PRIMARY) && !name.equals(AccessKeys.SECONDARY))
                .forEach(keys::delete);
    }

    @Test
    void everyOperationRequiresWhatWasThoughtOfAndSaysSo() throws Exception {
        Set<String> documented = OperationMatrix.operations().stream()
                .map(each -> each.method() + " " + each.template() + " " + word(each))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(String.join("\n", documented)).isEqualTo(String.join("\n", new TreeSet<>(thoughtOf())));
        assertThat(operations.all())
                .as("no resource method hides from the document")
                .hasSizeGreaterThan(90);
        assertThat(operations.all())
                .filteredOn(each -> !each.path().startsWith("/test-tally"))
                .allSatisfy(each -> assertThat(documented)
                        .contains(each.method() + " " + each.path() + " "
                                + each.required().map(Permission::word).orElse("anonymous")));
    }

    @Test
    void everyKindOfKeyMayDoWhatItsPermissionSaysAndNoMore() throws Exception {
        for (Permission permission : Permission.values()) {
            String secret = keys.set("matrix-" + permission.word(), Set.of(permission))
                    .orElseThrow()
                    .secret();
            checkAll("key " + permission, Set.of(permission), key(secret));
        }
    }

    @Test
    void aConsoleSessionMayDoWhatItsKeyMay() throws Exception {
        for (Permission permission : Permission.values()) {
            AccessKey key = keys.set("matrix-" + permission.word(), Set.of(permission))
                    .orElseThrow()
                    .key();
            checkAll("session " + permission, Set.of(permission), session(key));
        }
    }

    @Test
    void aUserMayDoNothingHere() throws Exception {
        String token = tokens.issue(identities.create(), List.of("voip"), Duration.ofHours(1))
                .token();
        checkAll("user", Set.of(), (method, target, body) -> Map.of("Authorization", "Bearer " + token));
    }

    @Test
    void nobodyGetsWhereSomethingIsRequired() throws Exception {
        for (Documented operation : OperationMatrix.operations()) {
            Verdict right = operation.required().isPresent() ? Verdict.UNKNOWN : Verdict.PASSED;
            HttpResponse<String> answer = ask(operation, operation.method(), operation.path(), nobody());

            assertThat(verdict(answer)).as("%s: %s", operation, answer.body()).isEqualTo(right);
        }
    }

    @Test
    void noSpellingOfAPathGetsPastItsPermission() throws Exception {
        String secret =
                keys.set("matrix-read", Set.of(Permission.READ)).orElseThrow().secret();
        for (Documented operation : OperationMatrix.operations()) {
            if (expected(operation, Set.of(Permission.READ)) == Verdict.PASSED) {
                continue;
            }
            for (String spelling : spellings(operation.path())) {
                assertShut(operation, spelling, key(secret));
                assertShut(operation, spelling, nobody());
            }
        }
    }

    @Test
    void whatAnswersBesideTheOperationsIsKnown() {
        Set<String> paths = router.getRoutes().stream()
                .map(Route::getPath)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(paths).containsExactlyInAnyOrder("/", "/console", "/console/", "/q/", "/ws/sip");
    }

    private static void checkAll(String name, Set<Permission> granted, Credentials who) throws Exception {
        for (Documented operation : OperationMatrix.operations()) {
            List<String> methods =
                    operation.method().equals("GET") ? List.of("GET", "HEAD") : List.of(operation.method());
            for (String method : methods) {
                HttpResponse<String> answer = ask(operation, method, operation.path(), who);

                assertThat(verdict(answer))
                        .as("%s, %s %s: %s", name, method, operation, answer.body())
                        .isEqualTo(expected(operation, granted));
            }
        }
    }

    /** Refused for what it is, or there is nothing at such a path; never handed to the operation. */
    private static void assertShut(Documented operation, String path, Credentials who) throws Exception {
        HttpResponse<String> answer = ask(operation, operation.method(), path, who);
        boolean shut = switch (answer.statusCode()) {
            case 400 -> answer.body().contains("semicolon");
            case 401, 403 -> verdict(answer) != Verdict.PASSED;
            case 404 -> answer.body().contains("There is nothing at this path.");
            case 405 -> true;
            default -> false;
        };
        assertThat(shut)
                .as("%s as %s: %s %s", operation, path, answer.statusCode(), answer.body())
                .isTrue();
    }

    private static List<String> spellings(String path) {
        int last = path.lastIndexOf('/');
        List<String> all = new ArrayList<>(List.of(
                path + ";x=:browse",
                path + "%3Bx=:browse",
                path + "%3bx=/operatorInformation/:search",
                "/" + path,
                "/." + path,
                "/x/.." + path,
                path.substring(0, last) + "/./" + path.substring(last + 1),
                path.substring(0, last) + "//" + path.substring(last + 1),
                path + "/",
                path + "/:browse",
                path + "%2F:browse",
                path + "?x=:browse",
                "/%" + Integer.toHexString(path.charAt(1)) + path.substring(2)));
        if (last > 0) {
            all.add(path.substring(0, last) + ";:browse" + path.substring(last));
        }
        String upper = path.toUpperCase(Locale.ROOT);
        if (!upper.equals(path)) {
            all.add(upper);
        }
        return all;
    }

    private static Credentials key(String secret) {
        return (method, target, body) -> Signed.headers(method, target, body, secret);
    }

    /** A new one each time: signing out is one of the operations. */
    private Credentials session(AccessKey key) {
        return (method, target, body) -> Map.of("Cookie", Sessions.COOKIE + "=" + sessions.open(key));
    }

    private static Credentials nobody() {
        return (method, target, body) -> Map.of();
    }

    private static String word(Documented operation) {
        return operation.required().map(Permission::word).orElse("anonymous");
    }

    private static List<String> thoughtOf() throws IOException {
        try (InputStream file = OperationMatrixTest.class.getResourceAsStream("/permissions.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
