package dev.tandem.principal;

import static dev.tandem.principal.Permission.ADMIN;
import static dev.tandem.principal.Permission.CALLS;
import static dev.tandem.principal.Permission.NUMBERS;
import static dev.tandem.principal.Permission.READ;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what, on one screen. */
class OperationFamilyTest {

    @ParameterizedTest
    @CsvSource({
        // method, path, and the permissions that suffice
        "GET,    /phoneNumbers,                                  ADMIN NUMBERS CALLS READ",
        "DELETE, /phoneNumbers/+13125550100,                     ADMIN NUMBERS",
        "PATCH,  /phoneNumbers/+13125550100/capabilities,        ADMIN NUMBERS",
        "POST,   /availablePhoneNumbers/:purchase,               ADMIN NUMBERS",
        "POST,   /availablePhoneNumbers/countries/US/:search,    ADMIN NUMBERS",
        "POST,   /availablePhoneNumbers/countries/US/:browse,    ADMIN NUMBERS CALLS READ",
        "POST,   /phoneNumbers/operatorInformation/:search,      ADMIN NUMBERS CALLS READ",
        "POST,   /inventory:import,                              ADMIN NUMBERS",
        "POST,   /calling/callConnections,                       ADMIN CALLS",
        "POST,   /calling/callConnections:answer,                ADMIN CALLS",
        "DELETE, /calling/recordings/r1,                         ADMIN CALLS",
        "POST,   /identities,                                    ADMIN CALLS",
        "POST,   /identities/8:acs:a_b/:issueAccessToken,        ADMIN CALLS",
        "GET,    /callRecords,                                   ADMIN NUMBERS CALLS READ",
        "GET,    /trunks,                                        ADMIN NUMBERS CALLS READ",
        "PUT,    /trunks/a,                                      ADMIN",
        "PATCH,  /sip,                                           ADMIN",
        "POST,   /sip:testRoutesWithNumber,                      ADMIN NUMBERS CALLS READ",
        "POST,   /sip/:testRoutesWithNumber,                     ADMIN NUMBERS CALLS READ",
        "GET,    /accessKeys,                                    ADMIN",
        "PUT,    /accessKeys/a,                                  ADMIN",
        "POST,   /accessKeys/primary/:regenerate,                ADMIN",
        "POST,   /something/new,                                 ADMIN",
        "POST,   /phoneNumbersAndMore,                           ADMIN",
        "POST,   /,                                              ADMIN",
    })
    void aPermissionAllowsThis(String method, String path, String sufficient) {
        Set<Permission> allowed = EnumSet.noneOf(Permission.class);
        for (Permission permission : Set.of(ADMIN, NUMBERS, CALLS, READ)) {
            if (OperationFamily.allows(Set.of(permission), method, path)) {
                allowed.add(permission);
            }
        }

        assertThat(allowed).extracting(Permission::name).containsExactlyInAnyOrder(sufficient.split(" "));
        assertThat(OperationFamily.allows(Set.of(), method, path)).isFalse();
    }
}
