package dev.tandem.phonenumbers;

import dev.tandem.acs.AcsApi;
import dev.tandem.acs.AcsException;
import dev.tandem.number.AssignmentType;
import dev.tandem.number.Capabilities;
import dev.tandem.number.Capability;
import dev.tandem.number.NumberType;
import dev.tandem.number.catalogue.Browse;
import dev.tandem.number.catalogue.Browsing;
import dev.tandem.number.plan.NumberFacts;
import dev.tandem.principal.Permission;
import dev.tandem.principal.Requires;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A look at what is on sale, without holding any of it. */
@Path("/availablePhoneNumbers/countries/{countryCode}/:browse")
@AcsApi(ApiVersions.V2025)
@Tag(name = "Phone numbers")
public class BrowseResource {
    private static final int SHOWN_MAX = 50;
    private static final int PREFIXES_MAX = 20;
    private static final Capabilities ANY = new Capabilities(Capability.NONE, Capability.NONE);
    private static final Pattern PREFIX = Pattern.compile("\\+?[0-9]{1,15}");

    private final Browsing browsing;

    /** Made by the container. */
    @Inject
    public BrowseResource(Browsing browsing) {
        this.browsing = browsing;
    }

    /** A random few of the numbers that would do. */
    @POST
    @Requires(Permission.READ)
    @Operation(summary = "See a random few of the numbers on sale; put what you like into a reservation")
    public ReservationWire.BrowseResult browse(
            @PathParam("countryCode") String countryCode, ReservationWire.@Nullable BrowseRequest body) {
        ReservationWire.BrowseRequest asked = PhoneNumberWire.required(body);
        String country = Countries.read(countryCode);
        NumberType type = Words.NUMBER_TYPE.read(asked.phoneNumberType(), "phoneNumberType");
        AssignmentType use = Words.ASSIGNMENT_TYPE
                .readOptional(asked.assignmentType(), "assignmentType")
                .orElse(AssignmentType.APPLICATION);
        SearchRequests.requireAllowed(type, use);
        Capabilities wanted =
                asked.capabilities() == null ? ANY : asked.capabilities().readOver(ANY, "capabilities.");
        List<String> prefixes = prefixes(asked.phoneNumberPrefixes(), NumberFacts.callingCode(country));
        return new ReservationWire.BrowseResult(
                browsing.browse(new Browse(country, type, wanted, prefixes, SHOWN_MAX)).stream()
                        .map(number -> ReservationWire.Available.of(number, use))
                        .toList());
    }

    private static List<String> prefixes(@Nullable List<@Nullable String> given, int callingCode) {
        List<@Nullable String> prefixes = given == null ? List.of() : given;
        if (prefixes.size() > PREFIXES_MAX) {
            throw AcsException.badRequest("At most " + PREFIXES_MAX + " prefixes.", "phoneNumberPrefixes");
        }
        return prefixes.stream().map(prefix -> e164(prefix, callingCode)).toList();
    }

    /** With or without the calling code: 1425 and 425 mean the same in North America. */
    private static String e164(@Nullable String prefix, int callingCode) {
        if (prefix == null || !PREFIX.matcher(prefix).matches()) {
            throw AcsException.badRequest("A prefix is 1 to 15 digits, such as 1425.", "phoneNumberPrefixes");
        }
        if (prefix.startsWith("+")) {
            return prefix;
        }
        return prefix.startsWith(Integer.toString(callingCode)) ? "+" + prefix : "+" + callingCode + prefix;
    }
}
