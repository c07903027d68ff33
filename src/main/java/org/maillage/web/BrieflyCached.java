package org.maillage.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The page that this handler renders is the same for every visitor without an account: the node may show one rendering
 * to all of them for half a second ({@link PageCache}). A page that holds a form's token is never kept, annotated or not.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface BrieflyCached {}
