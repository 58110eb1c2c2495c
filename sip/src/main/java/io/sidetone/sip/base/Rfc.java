package io.sidetone.sip.base;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Says which section of which RFC a type or method puts into practice, or which one a test shows to hold.
///
/// `docs/rfc.md` is generated from these: section, classes, tests. A section that is cited by code and by no test
/// fails the build.
@Documented
@Repeatable(Rfc.List.class)
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD})
public @interface Rfc {

    /// The RFC's number, for example 3261.
    int number();

    /// The section without the sign, for example `17.2.1`; empty for the RFC as a whole.
    String section() default "";

    /// Holds several citations on one element; written by the compiler.
    @Documented
    @Retention(RetentionPolicy.CLASS)
    @Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD})
    @interface List {
        /// The citations, in source order.
        Rfc[] value();
    }
}
