/** What joined systems hold of a customer, on his page. */
export const customerEn = {
  records: {
    act: 'Heard from joined systems on a customer’s page',
  },
}
