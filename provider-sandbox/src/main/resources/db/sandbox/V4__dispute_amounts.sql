-- A dispute tells how much was given back; before, a won one had always given all.
UPDATE stripe_disputes SET data = data || jsonb_build_object('reinstated', (data ->> 'amount')::bigint)
WHERE data ->> 'status' = 'won';

-- A capture tells how much of it disputes hold or have taken; before, one was always about all that was left.
UPDATE paypal_captures SET data = data || jsonb_build_object('disputed', jsonb_build_object(
    'units', (data -> 'amount' ->> 'units')::bigint - (data -> 'refunded' ->> 'units')::bigint
        - (data -> 'refunding' ->> 'units')::bigint,
    'currency', data -> 'amount' ->> 'currency'))
WHERE data ->> 'chargeback' <> 'NONE';
