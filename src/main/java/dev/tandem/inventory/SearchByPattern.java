package dev.tandem.inventory;

import dev.tandem.acs.AcsException;
import dev.tandem.number.AssignmentType;
import dev.tandem.number.Capabilities;
import dev.tandem.number.Capability;
import dev.tandem.number.InventorySettings;
import dev.tandem.number.NumberType;
import dev.tandem.number.Place;
import dev.tandem.number.SearchCriteria;
import dev.tandem.number.SearchPattern;
import dev.tandem.number.Selection;
import dev.tandem.phonenumbers.SearchRequests;
import dev.tandem.phonenumbers.Words;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a search by place, pattern or block asks for; what can never be found is refused. */
record SearchByPattern(SearchCriteria criteria, Selection selection) {
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern AREA_CODE = Pattern.compile("[0-9]{0,6}");

    static SearchByPattern read(InventoryWire.@Nullable SearchRequest body, InventorySettings settings) {
        if (body == null) {
            throw AcsException.badRequest("The request needs a body.");
        }
        NumberType type = Words.NUMBER_TYPE
                .readOptional(body.phoneNumberType(), "phoneNumberType")
                .orElse(NumberType.GEOGRAPHIC);
        AssignmentType use = Words.ASSIGNMENT_TYPE
                .readOptional(body.assignmentType(), "assignmentType")
                .orElse(AssignmentType.APPLICATION);
        SearchRequests.requireAllowed(type, use);
        SearchCriteria criteria = new SearchCriteria(
                shaped(COUNTRY, body.countryCode(), "countryCode"),
                type,
                use,
                capabilities(body.capabilities()),
                shaped(AREA_CODE, body.areaCode(), "areaCode"),
                SearchRequests.quantity(body.quantity(), settings.quantityMax()));
        return new SearchByPattern(
                criteria,
                new Selection(
                        new Place(text(body.locality()), text(body.administrativeDivision()), ""),
                        pattern(text(body.pattern())),
                        Boolean.TRUE.equals(body.consecutive())));
    }

    private static Capabilities capabilities(InventoryWire.@Nullable CapabilitiesBody body) {
        if (body == null) {
            return Capabilities.CALLS;
        }
        return new Capabilities(
                Words.CAPABILITY
                        .readOptional(body.calling(), "capabilities.calling")
                        .orElse(Capability.NONE),
                Words.CAPABILITY.readOptional(body.sms(), "capabilities.sms").orElse(Capability.NONE));
    }

    private static Optional<SearchPattern> pattern(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(SearchPattern.parse(text)
                .orElseThrow(() -> AcsException.badRequest(
                        "pattern is made of digits, letters and *, " + SearchPattern.LENGTH_MAX + " at most.",
                        "pattern")));
    }

    private static String shaped(Pattern shape, @Nullable String text, String field) {
        if (!shape.matcher(text(text)).matches()) {
            throw AcsException.badRequest(field + " is not one.", field);
        }
        return text(text);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
