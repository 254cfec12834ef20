package dev.tandem.phonenumbers;

import dev.tandem.acs.AcsApi;
import dev.tandem.acs.AcsException;
import dev.tandem.number.E164;
import dev.tandem.number.catalogue.Catalogue;
import dev.tandem.number.plan.NumberFacts;
import dev.tandem.principal.Permission;
import dev.tandem.principal.Requires;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * How numbers are written, and what the numbering plans tell about them. The operator is told of numbers in our own stock
 * alone: others are ported, and only a paid look-up would know.
 */
@Path("/operatorInformation/:search")
@AcsApi(ApiVersions.V2025)
@Tag(name = "Phone numbers")
public class OperatorInformationResource {
    private static final int NUMBERS_MAX = 100;

    private final Catalogue catalogue;

    /** Made by the container. */
    @Inject
    public OperatorInformationResource(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** {@code OperatorInformationRequest}. */
    @Schema(name = "OperatorInformationRequest")
    public record Request(
            @Schema(required = true) @Nullable List<@Nullable String> phoneNumbers,
            @Nullable Options options) {}

    /** {@code OperatorInformationOptions}. */
    @Schema(name = "OperatorInformationOptions")
    public record Options(@Nullable Boolean includeAdditionalOperatorDetails) {}

    /** {@code OperatorInformationResult}. */
    @Schema(name = "OperatorInformationResult")
    public record Result(List<Information> values) {}

    /** {@code OperatorInformation}. */
    @Schema(name = "OperatorInformation")
    public record Information(
            String phoneNumber,
            String nationalFormat,
            String internationalFormat,
            @Nullable String isoCountryCode,

            @Schema(enumeration = {"unknown", "other", "geographic", "mobile"}) @Nullable String numberType,

            @Nullable Details operatorDetails) {

        static Information of(NumberFacts facts, boolean more, Map<E164, String> operators) {
            return new Information(
                    facts.number().value(),
                    facts.national(),
                    facts.international(),
                    more ? facts.country().orElse(null) : null,
                    more ? facts.service().name().toLowerCase(Locale.ROOT) : null,
                    Optional.ofNullable(operators.get(facts.number()))
                            .map(Details::new)
                            .orElse(null));
        }
    }

    /** {@code OperatorDetails}. */
    @Schema(name = "OperatorDetails")
    public record Details(String name) {}

    /** What is known about each number, in the order asked. */
    @POST
    @Requires(Permission.READ)
    @Operation(summary = "How numbers are written, and what kind they are")
    public Result search(@Nullable Request body) {
        List<@Nullable String> asked = Optional.ofNullable(
                        PhoneNumberWire.required(body).phoneNumbers())
                .orElse(List.of());
        if (asked.isEmpty() || asked.size() > NUMBERS_MAX) {
            throw AcsException.badRequest("phoneNumbers must be 1 to " + NUMBERS_MAX + " numbers.", "phoneNumbers");
        }
        Options options = PhoneNumberWire.required(body).options();
        boolean more = options != null && Boolean.TRUE.equals(options.includeAdditionalOperatorDetails());
        List<E164> numbers =
                asked.stream().map(OperatorInformationResource::number).toList();
        Map<E164, String> operators = more ? catalogue.operators(numbers) : Map.of();
        return new Result(numbers.stream()
                .map(number -> Information.of(NumberFacts.of(number), more, operators))
                .toList());
    }

    private static E164 number(@Nullable String text) {
        return Optional.ofNullable(text)
                .flatMap(E164::parse)
                .orElseThrow(() -> AcsException.badRequest(
                        "phoneNumbers must be in E.164 form, such as +14255550123.", "phoneNumbers"));
    }
}
