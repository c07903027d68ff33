package org.maillage.identity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A sensitive act: who does it must have proved within the last ten minutes, by a passkey or by a link, who they are.
 * Whoever did not is asked to, on the same address, and then goes on: what a form had sent is sent again, except
 * files. Stands on a handler or its class, beside {@link org.maillage.web.OpenTo}.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface FreshlySignedIn {}
