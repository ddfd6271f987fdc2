import type { MakingOffer, OfferedField } from '../../../integration/index.ts'
import { ordersSeen, ordersToPass, sampleOrder } from './order.queries.ts'

/** What orders are called where they are offered to other systems. */
export const orderKind = 'sales.order'

type Of = Pick<OfferedField, 'kind'> & { called: string; unique?: true }

const field = (key: string, { kind, called, ...rest }: Of): OfferedField => ({
  key,
  label: `sales.orders.field.${key}`,
  kind,
  called: called.split(' '),
  ...rest,
})

/** Orders with their lines, as other systems can take them (`integration`). */
export const orderOffer: MakingOffer = {
  kind: orderKind,
  label: 'sales.orders.orders',
  fields: [
    field('number', {
      kind: 'text',
      unique: true,
      called: 'quotenumber quoteno quote offernumber angebotsnummer angebotnr',
    }),
    field('id', { kind: 'text', unique: true, called: 'tesseraid' }),
    field('title', { kind: 'text', called: 'title subject description betreff name' }),
    field('placedAt', {
      kind: 'moment',
      called: 'orderdate date day placedat orderedat saledate auftragsdatum bestelldatum datum orderday',
    }),
    field('currency', { kind: 'text', called: 'currency currencycode money waehrung währung isocurrency' }),
    field('net', {
      kind: 'decimal',
      called: 'net netamount nettotal untaxedamount subtotal netto nettobetrag',
    }),
    field('tax', { kind: 'decimal', called: 'tax taxamount vat vatamount steuer mwst' }),
    field('total', {
      kind: 'decimal',
      called: 'total totalamount amount grosstotal grossamount ordertotal brutto betrag summe',
    }),
    field('discount', { kind: 'decimal', called: 'discountamount totaldiscount rabattbetrag' }),
    field('customer', { kind: 'text', called: 'customername company companyname kundenname shipname' }),
    field('recipient', { kind: 'text', called: 'address billingaddress invoiceaddress anschrift' }),
    field('acceptedBy', { kind: 'text', called: 'contact contactname acceptedby orderedby besteller' }),
    field('owner', { kind: 'text', called: 'salesperson seller salesrep verkaeufer verkäufer' }),
  ],
  lines: [
    field('position', { kind: 'integer', called: 'lineno linenumber position pos line sequence posnr' }),
    field('code', {
      kind: 'text',
      called:
        'productcode article articleno articlenumber sku productid itemno itemcode product artikel artikelnr',
    }),
    field('name', { kind: 'text', called: 'name productname itemname text bezeichnung label title' }),
    field('description', { kind: 'text', called: 'description details note beschreibung' }),
    field('quantity', { kind: 'decimal', called: 'quantity qty amount menge anzahl count' }),
    field('unit', { kind: 'text', called: 'unit uom unitofmeasure einheit' }),
    field('unitPrice', { kind: 'decimal', called: 'unitprice price priceperunit einzelpreis preis' }),
    field('discountPercent', { kind: 'decimal', called: 'discountpercent discountrate rabattprozent' }),
    field('discountShare', { kind: 'decimal', called: 'discount discountfraction rabatt' }),
    field('taxPercent', { kind: 'decimal', called: 'taxrate taxpercent vatrate steuersatz' }),
    field('net', { kind: 'decimal', called: 'net netamount linetotal total netto positionswert' }),
  ],
  read: ordersToPass,
  sample: sampleOrder,
  seen: ordersSeen,
}
