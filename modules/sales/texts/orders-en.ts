/** Orders and their way to the operational system. */
export const ordersEn = {
  orders: {
    orders: 'Orders',
    placed: 'Placed on {day}.',
    waiting: 'It waits: no connected system takes orders.',
    waitingFor: 'It waits to be passed on to {system}.',
    onItsWay: 'On its way to {system}.',
    onItsWayBecause: 'On its way to {system}: {reason}. It is tried again by itself.',
    stuck: '{system} did not take it: {reason}.',
    notYet: 'Not yet in {system}: {reason}.',
    said: '{system} says: {words}',
    passed: 'Stands in {system} as {as}.',
    final: 'It is changed and cancelled there, not here.',
    pass: 'Pass on to {system}',
    again: 'Send again',
    sent: 'The order goes to {system}.',
    byHand: 'Only if nobody has entered it there by hand.',
    field: {
      number: 'Number of the quote',
      id: 'Id of the order',
      title: 'Title',
      placedAt: 'Placed on',
      currency: 'Currency',
      net: 'Net amount',
      tax: 'Tax',
      total: 'Total with tax',
      discount: 'Discount on all of it',
      customer: 'Name of the customer',
      recipient: 'Name and address as printed',
      acceptedBy: 'Accepted by',
      owner: 'Email of the seller',
      position: 'Position',
      code: 'Product code',
      name: 'Name',
      description: 'Description',
      quantity: 'Quantity',
      unit: 'Unit',
      unitPrice: 'Unit price',
      discountPercent: 'Discount in per cent',
      discountShare: 'Discount as a fraction',
      taxPercent: 'Tax rate in per cent',
    },
  },
}

export const ordersActsEn = { 'order-sent': 'Passed an order on' }

export const ordersErrorsEn = {
  'no-order': 'This quote has not become an order.',
  'order-passed': 'The order stands in the other system already, as {as}.',
  'order-on-its-way': 'The order is on its way already.',
  'nobody-takes-orders': 'No connected system takes orders.',
}
