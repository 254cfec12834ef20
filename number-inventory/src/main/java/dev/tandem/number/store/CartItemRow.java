package dev.tandem.number.store;

import dev.tandem.number.AvailableNumber;
import dev.tandem.number.CartItem;
import dev.tandem.number.E164;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/** A number in a cart, on the terms it was put there. */
@Entity(name = "CartItem")
@Table(name = "number_cart_item")
@IdClass(CartItemRow.Key.class)
public class CartItemRow {
    @Id
    @Column(name = "hold_id")
    String holdId;

    @Id
    @Column(name = "number")
    String number;

    @Embedded
    TermsColumns terms;

    @Embedded
    @AttributeOverride(name = "calling", column = @Column(name = "calling_offered"))
    @AttributeOverride(name = "sms", column = @Column(name = "sms_offered"))
    CapabilityColumns offered;

    /** The key of a row, for JPA. */
    public record Key(String holdId, String number) implements Serializable {}

    /** For JPA. */
    protected CartItemRow() {}

    CartItemRow(String holdId, CartItem item) {
        AvailableNumber of = item.number();
        this.holdId = holdId;
        this.number = of.number().value();
        this.terms = new TermsColumns(of.country(), of.type(), item.assignmentType(), item.capabilities(), of.price());
        this.offered = new CapabilityColumns(of.offered());
    }

    CartItem toItem() {
        AvailableNumber of = new AvailableNumber(
                new E164(number), terms.country, terms.type, offered.toCapabilities(), terms.price.toPrice());
        return new CartItem(of, terms.capabilities.toCapabilities(), terms.assignmentType);
    }
}
